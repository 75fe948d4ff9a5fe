import type { CopyLocale } from "../../../core/offers/locales.ts";

/** What a customer's page says of ways to earn more, and what a friend reads whom a link brought. */
export interface WaysWords {
  readonly ways: string;
  readonly birthday: string;
  readonly birthdayTerms: (points: string, name: string, days: number) => string;
  readonly month: string;
  readonly day: string;
  readonly save: string;
  readonly birthdaySaved: string;
  readonly noSuchDay: string;
  readonly friend: string;
  readonly friendTerms: (points: string, name: string, off: string, minimum: string) => string;
  readonly yourLink: string;
  readonly giftTitle: string;
  readonly gift: (off: string, minimum: string, days: number) => string;
  readonly yourEmail: string;
  readonly whyEmail: string;
  readonly noEmail: string;
  readonly getCode: string;
  readonly gotCode: (code: string, off: string) => string;
  readonly useCode: string;
  readonly badLink: string;
  readonly tryAgain: string;
  readonly refusals: Record<"own" | "known" | "busy", string>;
}

export const WAYS_WORDS: Record<CopyLocale, WaysWords> = {
  en: {
    ways: "More ways to earn",
    birthday: "Your birthday",
    birthdayTerms: (points, name, days) =>
      `${points} ${name} every year, if you tell us ${days} days before.`,
    month: "Month",
    day: "Day",
    save: "Save",
    birthdaySaved: "Thank you. We will think of you.",
    noSuchDay: "There is no such day.",
    friend: "Bring a friend",
    friendTerms: (points, name, off, minimum) =>
      `${points} ${name} for you, and ${off} off your friend’s first order from ${minimum} on.`,
    yourLink: "Your link",
    giftTitle: "A friend sent you something",
    gift: (off, minimum, days) =>
      `${off} off your first order with us, from ${minimum} on, for ${days} days.`,
    yourEmail: "Your email",
    whyEmail: "It shows that you are new here. We don’t email you, and we don’t keep your address.",
    noEmail: "Enter your email address, such as name@example.com.",
    getCode: "Get the code",
    gotCode: (code, off) => `Your code is ${code}: ${off} off your first order.`,
    useCode: "Use it and look around",
    badLink: "This link leads nowhere any more. Ask your friend for a new one.",
    tryAgain: "That did not work. Please try again.",
    refusals: {
      own: "This is your own link. Send it to a friend.",
      known: "This is for people who have not bought here yet.",
      busy: "So many people used this link today. Please come back tomorrow.",
    },
  },
  de: {
    ways: "So sammeln Sie mehr",
    birthday: "Ihr Geburtstag",
    birthdayTerms: (points, name, days) =>
      `Jedes Jahr ${points} ${name}, wenn Sie ihn uns ${days} Tage vorher nennen.`,
    month: "Monat",
    day: "Tag",
    save: "Speichern",
    birthdaySaved: "Danke. Wir denken an Sie.",
    noSuchDay: "Diesen Tag gibt es nicht.",
    friend: "Freunde werben",
    friendTerms: (points, name, off, minimum) =>
      `${points} ${name} für Sie und ${off} Rabatt auf die erste Bestellung Ihres Freundes ab ${minimum}.`,
    yourLink: "Ihr Link",
    giftTitle: "Ein Geschenk von einem Freund",
    gift: (off, minimum, days) =>
      `${off} Rabatt auf Ihre erste Bestellung bei uns, ab ${minimum}, ${days} Tage lang.`,
    yourEmail: "Ihre E-Mail-Adresse",
    whyEmail:
      "Sie zeigt, dass Sie neu hier sind. Wir schreiben Ihnen nicht und speichern Ihre Adresse nicht.",
    noEmail: "Geben Sie Ihre E-Mail-Adresse ein, etwa name@example.com.",
    getCode: "Code holen",
    gotCode: (code, off) => `Ihr Code ist ${code}: ${off} Rabatt auf die erste Bestellung.`,
    useCode: "Nutzen und umsehen",
    badLink: "Dieser Link führt nirgends mehr hin. Bitten Sie um einen neuen.",
    tryAgain: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
    refusals: {
      own: "Das ist Ihr eigener Link. Schicken Sie ihn einem Freund.",
      known: "Das gilt für Menschen, die hier noch nicht gekauft haben.",
      busy: "Heute haben sehr viele diesen Link genutzt. Bitte kommen Sie morgen wieder.",
    },
  },
  fr: {
    ways: "Gagner plus",
    birthday: "Votre anniversaire",
    birthdayTerms: (points, name, days) =>
      `${points} ${name} chaque année, si vous nous le dites ${days} jours avant.`,
    month: "Mois",
    day: "Jour",
    save: "Enregistrer",
    birthdaySaved: "Merci. Nous penserons à vous.",
    noSuchDay: "Ce jour n’existe pas.",
    friend: "Parrainer un proche",
    friendTerms: (points, name, off, minimum) =>
      `${points} ${name} pour vous, et ${off} de remise sur la première commande de votre proche dès ${minimum}.`,
    yourLink: "Votre lien",
    giftTitle: "Un cadeau d’un proche",
    gift: (off, minimum, days) =>
      `${off} de remise sur votre première commande chez nous, dès ${minimum}, pendant ${days} jours.`,
    yourEmail: "Votre adresse e-mail",
    whyEmail:
      "Elle montre que c’est votre première commande ici. Nous ne vous écrivons pas et ne conservons pas votre adresse.",
    noEmail: "Saisissez votre adresse e-mail, par exemple nom@example.com.",
    getCode: "Obtenir le code",
    gotCode: (code, off) => `Votre code est ${code} : ${off} de remise sur la première commande.`,
    useCode: "L’utiliser et regarder",
    badLink: "Ce lien ne mène plus nulle part. Demandez-en un nouveau.",
    tryAgain: "Cela n’a pas fonctionné. Veuillez réessayer.",
    refusals: {
      own: "C’est votre propre lien. Envoyez-le à un proche.",
      known: "C’est pour celles et ceux qui n’ont pas encore acheté ici.",
      busy: "Ce lien a beaucoup servi aujourd’hui. Revenez demain.",
    },
  },
  es: {
    ways: "Más formas de ganar",
    birthday: "Tu cumpleaños",
    birthdayTerms: (points, name, days) =>
      `${points} ${name} cada año, si nos lo dices ${days} días antes.`,
    month: "Mes",
    day: "Día",
    save: "Guardar",
    birthdaySaved: "Gracias. Nos acordaremos de ti.",
    noSuchDay: "Ese día no existe.",
    friend: "Invita a un amigo",
    friendTerms: (points, name, off, minimum) =>
      `${points} ${name} para ti y ${off} de descuento en el primer pedido de tu amigo desde ${minimum}.`,
    yourLink: "Tu enlace",
    giftTitle: "Un regalo de un amigo",
    gift: (off, minimum, days) =>
      `${off} de descuento en tu primer pedido con nosotros, desde ${minimum}, durante ${days} días.`,
    yourEmail: "Tu correo electrónico",
    whyEmail: "Muestra que es tu primera vez aquí. No te escribiremos ni guardaremos tu dirección.",
    noEmail: "Escribe tu correo electrónico, por ejemplo nombre@example.com.",
    getCode: "Obtener el código",
    gotCode: (code, off) => `Tu código es ${code}: ${off} de descuento en tu primer pedido.`,
    useCode: "Usarlo y mirar",
    badLink: "Este enlace ya no lleva a ningún sitio. Pide uno nuevo.",
    tryAgain: "No ha funcionado. Inténtalo de nuevo.",
    refusals: {
      own: "Este es tu propio enlace. Envíaselo a un amigo.",
      known: "Esto es para quien todavía no ha comprado aquí.",
      busy: "Mucha gente ha usado este enlace hoy. Vuelve mañana.",
    },
  },
  ja: {
    ways: "ポイントを増やす方法",
    birthday: "お誕生日",
    birthdayTerms: (points, name, days) =>
      `${days} 日前までにご登録いただくと、毎年 ${points} ${name} を差し上げます。`,
    month: "月",
    day: "日",
    save: "保存",
    birthdaySaved: "ありがとうございます。お誕生日を楽しみにしています。",
    noSuchDay: "その日付はありません。",
    friend: "お友だち紹介",
    friendTerms: (points, name, off, minimum) =>
      `あなたに ${points} ${name}、お友だちの初回ご注文（${minimum} 以上）が ${off} 引き。`,
    yourLink: "あなたのリンク",
    giftTitle: "お友だちからのプレゼント",
    gift: (off, minimum, days) =>
      `初回のご注文（${minimum} 以上）が ${off} 引きになります。有効期間は ${days} 日です。`,
    yourEmail: "メールアドレス",
    whyEmail: "初めてのご利用であることを確認します。メールはお送りせず、アドレスも保存しません。",
    noEmail: "メールアドレスを入力してください（例: name@example.com）。",
    getCode: "コードを受け取る",
    gotCode: (code, off) => `コードは ${code} です。初回のご注文が ${off} 引きになります。`,
    useCode: "使って商品を見る",
    badLink: "このリンクは無効です。お友だちに新しいリンクをお尋ねください。",
    tryAgain: "処理できませんでした。もう一度お試しください。",
    refusals: {
      own: "ご自身のリンクです。お友だちに送ってください。",
      known: "まだご購入のない方が対象です。",
      busy: "本日このリンクは多く使われました。明日もう一度お試しください。",
    },
  },
};
