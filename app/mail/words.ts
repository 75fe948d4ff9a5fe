import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import type { CopyLocale } from "../../core/offers/locales.ts";

/** What stands in every mail around the merchant's words. */
export interface MailWords {
  readonly greeting: string;
  readonly answers: Readonly<Record<PulseAnswer, string>>;
  /** Above products, in the order confirmation. */
  readonly goesWith: string;
  /** For a product: into a cart. */
  readonly toCart: string;
  readonly why: (shop: string) => string;
  readonly unsubscribe: string;
}

export const MAIL_WORDS: Readonly<Record<CopyLocale, MailWords>> = {
  en: {
    greeting: "Hello,",
    answers: { happy: "Happy", neutral: "It is all right", unhappy: "Not happy" },
    goesWith: "Goes well with your order",
    toCart: "Add to cart",
    why: (shop) => `You get this mail because you ordered at ${shop} and agreed to mail from it.`,
    unsubscribe: "Unsubscribe",
  },
  de: {
    greeting: "Guten Tag,",
    answers: { happy: "Zufrieden", neutral: "Es geht", unhappy: "Nicht zufrieden" },
    goesWith: "Passt gut zu Ihrer Bestellung",
    toCart: "In den Warenkorb",
    why: (shop) =>
      `Sie erhalten diese E-Mail, weil Sie bei ${shop} bestellt und E-Mails zugestimmt haben.`,
    unsubscribe: "Abmelden",
  },
  fr: {
    greeting: "Bonjour,",
    answers: { happy: "Satisfait", neutral: "Moyennement", unhappy: "Pas satisfait" },
    goesWith: "Va bien avec votre commande",
    toCart: "Ajouter au panier",
    why: (shop) =>
      `Vous recevez cet e-mail parce que vous avez commandé chez ${shop} et accepté ses e-mails.`,
    unsubscribe: "Se désabonner",
  },
  es: {
    greeting: "Hola:",
    answers: { happy: "Contento", neutral: "Regular", unhappy: "No contento" },
    goesWith: "Va bien con su pedido",
    toCart: "Añadir al carrito",
    why: (shop) =>
      `Recibe este correo porque hizo un pedido en ${shop} y aceptó recibir sus correos.`,
    unsubscribe: "Darse de baja",
  },
  ja: {
    greeting: "いつもありがとうございます。",
    answers: { happy: "満足", neutral: "まあまあ", unhappy: "不満" },
    goesWith: "ご注文の品に合うもの",
    toCart: "カートに入れる",
    why: (shop) =>
      `このメールは、${shop}でご注文いただき、メールの受信に同意された方にお送りしています。`,
    unsubscribe: "配信を停止する",
  },
};
