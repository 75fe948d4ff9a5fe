import type { PulseAnswer } from "../../../core/follow-ups/pulse.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";

/** What the pages say that links of a mail's lead to. */
export interface PageWords {
  readonly question: string;
  /** To the buyer of a gift. */
  readonly giftQuestion: string;
  readonly comment: string;
  readonly send: string;
  readonly choose: string;
  readonly tooLong: string;
  readonly thanks: Readonly<Record<PulseAnswer, string>>;
  /** Before the address of the merchant's support. */
  readonly help: string;
  readonly toShop: string;
  readonly expired: string;
  readonly forged: string;
  readonly tooOften: string;
  readonly notAsked: string;
  readonly leave: string;
  readonly leaveWhy: (shop: string) => string;
  readonly leaveButton: string;
  readonly left: (shop: string) => string;
}

export const PAGE_WORDS: Readonly<Record<CopyLocale, PageWords>> = {
  en: {
    question: "Are you happy with your order?",
    giftQuestion: "Did your order arrive well?",
    comment: "Anything you would like to tell us",
    send: "Send",
    choose: "Choose one of the answers.",
    tooLong: "Use at most 1,000 characters, without < and >.",
    thanks: {
      happy: "Wonderful, thank you!",
      neutral: "Thank you for telling us.",
      unhappy: "We are sorry. We will help.",
    },
    help: "Write to us:",
    toShop: "To the shop",
    expired: "This link has expired.",
    forged: "This link is not complete. Open it from the mail again.",
    tooOften: "This link was opened too often. Try again in a minute.",
    notAsked: "There is nothing to answer for this order any more.",
    leave: "Unsubscribe",
    leaveWhy: (shop) => `${shop} will send you no more mail about offers and orders like this one.`,
    leaveButton: "Unsubscribe",
    left: (shop) => `You are unsubscribed. ${shop} sends you no more such mail.`,
  },
  de: {
    question: "Sind Sie mit Ihrer Bestellung zufrieden?",
    giftQuestion: "Ist Ihre Bestellung gut angekommen?",
    comment: "Was Sie uns sagen möchten",
    send: "Senden",
    choose: "Wählen Sie eine der Antworten.",
    tooLong: "Höchstens 1.000 Zeichen, ohne < und >.",
    thanks: {
      happy: "Wunderbar, vielen Dank!",
      neutral: "Danke, dass Sie es uns sagen.",
      unhappy: "Das tut uns leid. Wir helfen Ihnen.",
    },
    help: "Schreiben Sie uns:",
    toShop: "Zum Shop",
    expired: "Dieser Link ist abgelaufen.",
    forged: "Dieser Link ist nicht vollständig. Öffnen Sie ihn noch einmal aus der E-Mail.",
    tooOften: "Dieser Link wurde zu oft geöffnet. Versuchen Sie es in einer Minute noch einmal.",
    notAsked: "Zu dieser Bestellung gibt es nichts mehr zu beantworten.",
    leave: "Abmelden",
    leaveWhy: (shop) =>
      `${shop} sendet Ihnen dann keine E-Mails mehr zu Angeboten und zu Bestellungen wie dieser.`,
    leaveButton: "Abmelden",
    left: (shop) => `Sie sind abgemeldet. ${shop} sendet Ihnen keine solchen E-Mails mehr.`,
  },
  fr: {
    question: "Êtes-vous satisfait de votre commande ?",
    giftQuestion: "Votre commande est-elle bien arrivée ?",
    comment: "Ce que vous aimeriez nous dire",
    send: "Envoyer",
    choose: "Choisissez une des réponses.",
    tooLong: "1 000 caractères au plus, sans < ni >.",
    thanks: {
      happy: "Formidable, merci !",
      neutral: "Merci de nous l’avoir dit.",
      unhappy: "Nous sommes désolés. Nous allons vous aider.",
    },
    help: "Écrivez-nous :",
    toShop: "Vers la boutique",
    expired: "Ce lien a expiré.",
    forged: "Ce lien n’est pas complet. Ouvrez-le à nouveau depuis l’e-mail.",
    tooOften: "Ce lien a été ouvert trop souvent. Réessayez dans une minute.",
    notAsked: "Il n’y a plus rien à répondre pour cette commande.",
    leave: "Se désabonner",
    leaveWhy: (shop) =>
      `${shop} ne vous enverra plus d’e-mails sur des offres et des commandes comme celle-ci.`,
    leaveButton: "Se désabonner",
    left: (shop) => `Vous êtes désabonné. ${shop} ne vous envoie plus de tels e-mails.`,
  },
  es: {
    question: "¿Está contento con su pedido?",
    giftQuestion: "¿Ha llegado bien su pedido?",
    comment: "Lo que quiera decirnos",
    send: "Enviar",
    choose: "Elija una de las respuestas.",
    tooLong: "Como máximo 1.000 caracteres, sin < ni >.",
    thanks: {
      happy: "¡Estupendo, gracias!",
      neutral: "Gracias por decírnoslo.",
      unhappy: "Lo sentimos. Le ayudaremos.",
    },
    help: "Escríbanos:",
    toShop: "A la tienda",
    expired: "Este enlace ha caducado.",
    forged: "Este enlace no está completo. Ábralo otra vez desde el correo.",
    tooOften: "Este enlace se ha abierto demasiadas veces. Inténtelo de nuevo en un minuto.",
    notAsked: "Ya no hay nada que responder sobre este pedido.",
    leave: "Darse de baja",
    leaveWhy: (shop) =>
      `${shop} no le enviará más correos sobre ofertas ni sobre pedidos como este.`,
    leaveButton: "Darse de baja",
    left: (shop) => `Se ha dado de baja. ${shop} no le envía más correos de este tipo.`,
  },
  ja: {
    question: "ご注文にご満足いただけましたか",
    giftQuestion: "ご注文は無事に届きましたか",
    comment: "ご意見がございましたらお聞かせください",
    send: "送信",
    choose: "いずれかの回答をお選びください。",
    tooLong: "1,000文字以内で、< と > を使わずにご記入ください。",
    thanks: {
      happy: "ありがとうございます。大変うれしく存じます。",
      neutral: "お知らせいただきありがとうございます。",
      unhappy: "申し訳ございません。対応いたします。",
    },
    help: "お問い合わせ先：",
    toShop: "ショップへ",
    expired: "このリンクは有効期限が切れています。",
    forged: "このリンクは不完全です。メールからもう一度開いてください。",
    tooOften: "このリンクが開かれた回数が多すぎます。1分後にもう一度お試しください。",
    notAsked: "このご注文についての質問は終了しました。",
    leave: "配信停止",
    leaveWhy: (shop) =>
      `${shop}から、おすすめやご注文についてのこのようなメールは届かなくなります。`,
    leaveButton: "配信を停止する",
    left: (shop) => `配信を停止しました。${shop}からこのようなメールは届きません。`,
  },
};
