import type { CopyLocale } from "../offers/locales.ts";
import type { MailCopy, Sequence, WrittenMail } from "./sequence.ts";

type InAllLanguages = Readonly<Record<CopyLocale, MailCopy>>;

const PULSE: InAllLanguages = {
  en: {
    subject: "Are you happy with {{order}}?",
    text: "Your order {{order}} should be with you by now. Is everything as you wanted it?\n\nOne tap is enough. We read every answer.",
  },
  de: {
    subject: "Sind Sie zufrieden mit {{order}}?",
    text: "Ihre Bestellung {{order}} sollte inzwischen bei Ihnen sein. Ist alles so, wie Sie es wollten?\n\nEin Klick genügt. Wir lesen jede Antwort.",
  },
  fr: {
    subject: "Êtes-vous satisfait de {{order}} ?",
    text: "Votre commande {{order}} devrait maintenant être chez vous. Tout est-il comme vous le vouliez ?\n\nUn clic suffit. Nous lisons chaque réponse.",
  },
  es: {
    subject: "¿Está contento con {{order}}?",
    text: "Su pedido {{order}} ya debería estar con usted. ¿Está todo como quería?\n\nBasta con un clic. Leemos cada respuesta.",
  },
  ja: {
    subject: "{{order}}にご満足いただけましたか",
    text: "ご注文{{order}}はお手元に届いた頃かと存じます。ご希望どおりでしたでしょうか。\n\nワンタップでお答えいただけます。すべての回答に目を通しています。",
  },
};

const PULSE_OF_GIFT: InAllLanguages = {
  en: {
    subject: "Did {{order}} arrive well?",
    text: "Your order {{order}} should have arrived by now. Did everything get there as you wanted it?\n\nOne tap is enough. We read every answer.",
  },
  de: {
    subject: "Ist {{order}} gut angekommen?",
    text: "Ihre Bestellung {{order}} sollte inzwischen angekommen sein. Ist alles so angekommen, wie Sie es wollten?\n\nEin Klick genügt. Wir lesen jede Antwort.",
  },
  fr: {
    subject: "Votre commande {{order}} est-elle bien arrivée ?",
    text: "Votre commande {{order}} devrait maintenant être arrivée. Tout est-il arrivé comme vous le vouliez ?\n\nUn clic suffit. Nous lisons chaque réponse.",
  },
  es: {
    subject: "¿Ha llegado bien {{order}}?",
    text: "Su pedido {{order}} ya debería haber llegado. ¿Ha llegado todo como quería?\n\nBasta con un clic. Leemos cada respuesta.",
  },
  ja: {
    subject: "{{order}}は無事に届きましたか",
    text: "ご注文{{order}}はお届け先に届いた頃かと存じます。ご希望どおりに届きましたでしょうか。\n\nワンタップでお答えいただけます。すべての回答に目を通しています。",
  },
};

const OFFER: InAllLanguages = {
  en: {
    subject: "What goes with your order",
    text: "We are glad that you are happy with {{order}}. These go well with it:",
  },
  de: {
    subject: "Was zu Ihrer Bestellung passt",
    text: "Schön, dass Sie mit {{order}} zufrieden sind. Das passt gut dazu:",
  },
  fr: {
    subject: "Ce qui va avec votre commande",
    text: "Nous sommes ravis que {{order}} vous plaise. Voici ce qui va bien avec :",
  },
  es: {
    subject: "Lo que va con su pedido",
    text: "Nos alegra que esté contento con {{order}}. Esto le va bien:",
  },
  ja: {
    subject: "ご注文の品に合うもの",
    text: "{{order}}にご満足いただけて何よりです。こちらもよく合います。",
  },
};

const NEUTRAL: InAllLanguages = {
  en: {
    subject: "Thank you for telling us",
    text: "You said that {{order}} is all right. What would have made it better? Just reply to this mail.",
  },
  de: {
    subject: "Danke für Ihre Antwort",
    text: "Sie fanden {{order}} in Ordnung. Was hätte es besser gemacht? Antworten Sie einfach auf diese E-Mail.",
  },
  fr: {
    subject: "Merci de nous l’avoir dit",
    text: "Vous avez trouvé {{order}} correct. Qu’est-ce qui l’aurait amélioré ? Répondez simplement à cet e-mail.",
  },
  es: {
    subject: "Gracias por decírnoslo",
    text: "Dijo que {{order}} está bien. ¿Qué lo habría mejorado? Responda simplemente a este correo.",
  },
  ja: {
    subject: "ご回答ありがとうございます",
    text: "{{order}}は「まあまあ」とのことでした。どうすればもっとよくなったでしょうか。このメールにご返信ください。",
  },
};

const UNHAPPY: InAllLanguages = {
  en: {
    subject: "Did we put {{order}} right?",
    text: "You told us that something was wrong with {{order}}. If it is not solved yet, reply to this mail: a person reads it.",
  },
  de: {
    subject: "Ist mit {{order}} jetzt alles gut?",
    text: "Sie haben uns gesagt, dass mit {{order}} etwas nicht stimmte. Ist es noch nicht gelöst, antworten Sie auf diese E-Mail: Ein Mensch liest sie.",
  },
  fr: {
    subject: "Avons-nous réglé le problème de {{order}} ?",
    text: "Vous nous avez dit que quelque chose n’allait pas avec {{order}}. Si ce n’est pas encore résolu, répondez à cet e-mail : une personne le lira.",
  },
  es: {
    subject: "¿Hemos resuelto lo de {{order}}?",
    text: "Nos dijo que algo no iba bien con {{order}}. Si aún no está resuelto, responda a este correo: lo lee una persona.",
  },
  ja: {
    subject: "{{order}}の件は解決しましたか",
    text: "{{order}}について問題があったとのことでした。まだ解決していない場合は、このメールにご返信ください。担当者が拝見します。",
  },
};

function written({ en, ...translations }: InAllLanguages): WrittenMail {
  return { copy: en, translations };
}

/** A sequence to start from: ask when it has arrived, then suggest, listen, or help. */
export function readyMadeSequence(): Sequence {
  return {
    name: "First ask, then suggest",
    orders: "every",
    start: { event: "delivery", days: 3 },
    pulse: written(PULSE),
    gift: written(PULSE_OF_GIFT),
    branches: {
      happy: [{ id: "suggest", kind: "offer", afterDays: 1, ...written(OFFER) }],
      neutral: [{ id: "listen", kind: "message", afterDays: 1, ...written(NEUTRAL) }],
      unhappy: [{ id: "help", kind: "message", afterDays: 4, ...written(UNHAPPY) }],
    },
  };
}

/** The question to the buyer of a gift: as the merchant wrote it, or, in a sequence of before, as it is ready. */
export function questionOfGift({ gift }: Pick<Sequence, "gift">): WrittenMail {
  return gift ?? written(PULSE_OF_GIFT);
}

/** Words that a new step starts from. */
export function firstWords(kind: "message" | "offer"): WrittenMail {
  return written(kind === "offer" ? OFFER : NEUTRAL);
}
