import type { EntryKind } from "../../../core/loyalty/order-entries.ts";
import type { RedeemingWay } from "../../../core/loyalty/programme.ts";
import type { RedemptionRefusal } from "../../../core/loyalty/redeeming.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";

/** Everything that a customer's page of points says, in one language. */
export interface AccountWords {
  readonly title: string;
  readonly signIn: string;
  readonly none: string;
  readonly balance: (points: string, name: string) => string;
  readonly worth: (amount: string) => string;
  readonly pending: (points: string) => string;
  readonly expiring: (points: string, date: string) => string;
  readonly use: string;
  readonly howMany: string;
  readonly intoWhat: string;
  readonly ways: Record<RedeemingWay, string>;
  readonly submit: string;
  readonly from: (points: string, name: string) => string;
  readonly codes: string;
  readonly useCode: string;
  readonly codeTerms: (amount: string) => string;
  readonly beingMade: string;
  readonly gotCode: (code: string, amount: string) => string;
  readonly gotCredit: (amount: string) => string;
  readonly returned: string;
  readonly refusals: Record<RedemptionRefusal, string>;
  readonly expiredForm: string;
  readonly history: string;
  readonly date: string;
  readonly what: string;
  readonly points: string;
  readonly after: string;
  readonly kinds: Record<EntryKind, string>;
}

export const ACCOUNT_WORDS: Record<CopyLocale, AccountWords> = {
  en: {
    title: "Your points",
    signIn: "Sign in to see your points",
    none: "This shop has no loyalty programme at the moment.",
    balance: (points, name) => `${points} ${name} to use`,
    worth: (amount) => `worth ${amount}`,
    pending: (points) => `${points} more once their orders can no longer be returned`,
    expiring: (points, date) => `${points} of them expire on ${date}`,
    use: "Use your points",
    howMany: "How many",
    intoWhat: "Turn them into",
    ways: { code: "a discount code for your next order", "store-credit": "store credit" },
    submit: "Turn into money",
    from: (points, name) => `From ${points} ${name} on, you can turn them into money.`,
    codes: "Your codes",
    useCode: "Use in the cart",
    codeTerms: (amount) => `${amount} off, once, from a cart of ${amount} on`,
    beingMade: "What you asked for is being made. It is here in a moment: load the page again.",
    gotCode: (code, amount) => `Your code is ${code}: ${amount} off your next order.`,
    gotCredit: (amount) => `${amount} of store credit are yours. They pay at checkout.`,
    returned: "That did not work, and your points are back.",
    refusals: {
      "not-offered": "Points cannot be turned into this just now.",
      "not-a-number": "Enter a whole number of points.",
      "too-few": "These are too few points.",
      "too-many": "You do not have so many points to use.",
    },
    expiredForm: "The page was open for too long. Please try again.",
    history: "History",
    date: "Date",
    what: "What",
    points: "Points",
    after: "Balance",
    kinds: {
      earned: "Order",
      refunded: "Refund",
      cancelled: "Order cancelled",
      edited: "Order changed",
      tier: "Tier bonus changed",
      moved: "Accounts merged",
      adjusted: "From the shop",
      imported: "Brought along",
      redeemed: "Redeemed",
      returned: "Given back",
      expired: "Expired",
    },
  },
  de: {
    title: "Ihre Punkte",
    signIn: "Melden Sie sich an, um Ihre Punkte zu sehen",
    none: "Dieser Shop hat zurzeit kein Treueprogramm.",
    balance: (points, name) => `${points} ${name} zum Einlösen`,
    worth: (amount) => `${amount} wert`,
    pending: (points) =>
      `${points} weitere, sobald ihre Bestellungen nicht mehr zurückgegeben werden können`,
    expiring: (points, date) => `${points} davon verfallen am ${date}`,
    use: "Punkte einlösen",
    howMany: "Wie viele",
    intoWhat: "Einlösen in",
    ways: { code: "einen Rabattcode für die nächste Bestellung", "store-credit": "Guthaben" },
    submit: "Einlösen",
    from: (points, name) => `Ab ${points} ${name} können Sie einlösen.`,
    codes: "Ihre Codes",
    useCode: "Im Warenkorb nutzen",
    codeTerms: (amount) => `einmal ${amount} Rabatt, ab einem Warenkorb von ${amount}`,
    beingMade: "Ihr Wunsch wird bearbeitet. Laden Sie die Seite gleich noch einmal.",
    gotCode: (code, amount) => `Ihr Code ist ${code}: ${amount} Rabatt auf die nächste Bestellung.`,
    gotCredit: (amount) => `${amount} Guthaben gehören Ihnen. An der Kasse zahlen Sie damit.`,
    returned: "Das hat nicht geklappt; Ihre Punkte sind wieder da.",
    refusals: {
      "not-offered": "Punkte können zurzeit nicht so eingelöst werden.",
      "not-a-number": "Geben Sie eine ganze Zahl von Punkten ein.",
      "too-few": "Das sind zu wenige Punkte.",
      "too-many": "So viele Punkte haben Sie nicht zum Einlösen.",
    },
    expiredForm: "Die Seite war zu lange offen. Bitte versuchen Sie es noch einmal.",
    history: "Verlauf",
    date: "Datum",
    what: "Was",
    points: "Punkte",
    after: "Stand",
    kinds: {
      earned: "Bestellung",
      refunded: "Erstattung",
      cancelled: "Bestellung storniert",
      edited: "Bestellung geändert",
      tier: "Stufenbonus geändert",
      moved: "Konten zusammengeführt",
      adjusted: "Vom Shop",
      imported: "Mitgebracht",
      redeemed: "Eingelöst",
      returned: "Zurückgegeben",
      expired: "Verfallen",
    },
  },
  fr: {
    title: "Vos points",
    signIn: "Connectez-vous pour voir vos points",
    none: "Cette boutique n’a pas de programme de fidélité pour le moment.",
    balance: (points, name) => `${points} ${name} à utiliser`,
    worth: (amount) => `soit ${amount}`,
    pending: (points) => `${points} de plus quand leurs commandes ne pourront plus être retournées`,
    expiring: (points, date) => `${points} d’entre eux expirent le ${date}`,
    use: "Utiliser vos points",
    howMany: "Combien",
    intoWhat: "Convertir en",
    ways: { code: "un code promo pour la prochaine commande", "store-credit": "un avoir" },
    submit: "Convertir",
    from: (points, name) => `À partir de ${points} ${name}, vous pouvez les convertir.`,
    codes: "Vos codes",
    useCode: "Utiliser dans le panier",
    codeTerms: (amount) => `${amount} de remise, une fois, dès ${amount} d’achats`,
    beingMade: "Votre demande est en cours. Rechargez la page dans un instant.",
    gotCode: (code, amount) =>
      `Votre code est ${code} : ${amount} de remise sur la prochaine commande.`,
    gotCredit: (amount) => `${amount} d’avoir sont à vous, à utiliser lors du paiement.`,
    returned: "Cela n’a pas fonctionné ; vos points vous ont été rendus.",
    refusals: {
      "not-offered": "Les points ne peuvent pas être convertis ainsi pour le moment.",
      "not-a-number": "Saisissez un nombre entier de points.",
      "too-few": "Ce n’est pas assez de points.",
      "too-many": "Vous n’avez pas autant de points à utiliser.",
    },
    expiredForm: "La page est restée ouverte trop longtemps. Veuillez réessayer.",
    history: "Historique",
    date: "Date",
    what: "Opération",
    points: "Points",
    after: "Solde",
    kinds: {
      earned: "Commande",
      refunded: "Remboursement",
      cancelled: "Commande annulée",
      edited: "Commande modifiée",
      tier: "Bonus de niveau modifié",
      moved: "Comptes fusionnés",
      adjusted: "De la boutique",
      imported: "Repris",
      redeemed: "Convertis",
      returned: "Rendus",
      expired: "Expirés",
    },
  },
  es: {
    title: "Tus puntos",
    signIn: "Inicia sesión para ver tus puntos",
    none: "Esta tienda no tiene programa de fidelidad por ahora.",
    balance: (points, name) => `${points} ${name} para usar`,
    worth: (amount) => `valen ${amount}`,
    pending: (points) => `${points} más cuando sus pedidos ya no puedan devolverse`,
    expiring: (points, date) => `${points} de ellos caducan el ${date}`,
    use: "Usar tus puntos",
    howMany: "Cuántos",
    intoWhat: "Convertir en",
    ways: { code: "un código de descuento para tu próximo pedido", "store-credit": "saldo" },
    submit: "Convertir",
    from: (points, name) => `A partir de ${points} ${name} puedes convertirlos.`,
    codes: "Tus códigos",
    useCode: "Usar en el carrito",
    codeTerms: (amount) => `${amount} de descuento, una vez, desde un carrito de ${amount}`,
    beingMade: "Estamos preparando lo que pediste. Vuelve a cargar la página en un momento.",
    gotCode: (code, amount) => `Tu código es ${code}: ${amount} de descuento en tu próximo pedido.`,
    gotCredit: (amount) => `Tienes ${amount} de saldo, para usar al pagar.`,
    returned: "No ha funcionado; te hemos devuelto los puntos.",
    refusals: {
      "not-offered": "Los puntos no se pueden convertir así por ahora.",
      "not-a-number": "Escribe un número entero de puntos.",
      "too-few": "Son muy pocos puntos.",
      "too-many": "No tienes tantos puntos para usar.",
    },
    expiredForm: "La página estuvo abierta demasiado tiempo. Inténtalo de nuevo.",
    history: "Historial",
    date: "Fecha",
    what: "Qué",
    points: "Puntos",
    after: "Saldo",
    kinds: {
      earned: "Pedido",
      refunded: "Reembolso",
      cancelled: "Pedido cancelado",
      edited: "Pedido modificado",
      tier: "Bono de nivel modificado",
      moved: "Cuentas unidas",
      adjusted: "De la tienda",
      imported: "Traídos",
      redeemed: "Convertidos",
      returned: "Devueltos",
      expired: "Caducados",
    },
  },
  ja: {
    title: "ポイント",
    signIn: "ログインしてポイントを確認",
    none: "現在、このショップにポイントプログラムはありません。",
    balance: (points, name) => `利用可能：${points} ${name}`,
    worth: (amount) => `${amount} 相当`,
    pending: (points) => `返品期間の終了後に ${points} が追加されます`,
    expiring: (points, date) => `うち ${points} は ${date} に失効します`,
    use: "ポイントを使う",
    howMany: "使うポイント数",
    intoWhat: "交換先",
    ways: { code: "次回のご注文で使えるクーポンコード", "store-credit": "ストアクレジット" },
    submit: "交換する",
    from: (points, name) => `${points} ${name} から交換できます。`,
    codes: "お持ちのコード",
    useCode: "カートで使う",
    codeTerms: (amount) => `${amount} 以上のカートで1回限り ${amount} 引き`,
    beingMade: "ただいま処理しています。少し待ってからページを再読み込みしてください。",
    gotCode: (code, amount) => `コードは ${code} です。次回のご注文が ${amount} 引きになります。`,
    gotCredit: (amount) =>
      `${amount} のストアクレジットを受け取りました。お支払い時にご利用ください。`,
    returned: "処理できませんでした。ポイントは元に戻りました。",
    refusals: {
      "not-offered": "現在、この交換はできません。",
      "not-a-number": "ポイント数を整数で入力してください。",
      "too-few": "ポイントが足りません。",
      "too-many": "利用できるポイントを超えています。",
    },
    expiredForm: "ページを開いてから時間が経ちすぎました。もう一度お試しください。",
    history: "履歴",
    date: "日付",
    what: "内容",
    points: "ポイント",
    after: "残高",
    kinds: {
      earned: "ご注文",
      refunded: "返金",
      cancelled: "ご注文のキャンセル",
      edited: "ご注文の変更",
      tier: "ランク特典の変更",
      moved: "アカウントの統合",
      adjusted: "ショップからの調整",
      imported: "引き継ぎ",
      redeemed: "交換",
      returned: "返還",
      expired: "失効",
    },
  },
};
