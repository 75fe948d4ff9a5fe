import { render } from "@react-email/components";
import type { ReactElement } from "react";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { PULSE_ANSWERS } from "../../core/follow-ups/pulse.ts";
import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import type { FollowUpRules } from "../../core/follow-ups/rules.ts";
import { copyIn, fillIn } from "../../core/follow-ups/sequence.ts";
import type { WrittenMail } from "../../core/follow-ups/sequence.ts";
import type { CopyLocale } from "../../core/offers/locales.ts";
import { MailFrame } from "../mail/MailFrame.tsx";
import { OfferMail } from "../mail/OfferMail.tsx";
import { PulseMail } from "../mail/PulseMail.tsx";
import type { PickedProduct } from "./pick-products.server.ts";

/** What a mail is made of, wherever it goes: to a buyer, to a preview, or to a merchant who tries it. */
export interface Composition {
  readonly kind: "pulse" | "message" | "offer";
  readonly written: WrittenMail;
  readonly locale: CopyLocale;
  readonly shopName: string;
  readonly orderName: string;
  readonly rules: Pick<FollowUpRules, "postalAddress">;
  readonly currencyCode: string;
  readonly products: readonly PickedProduct[];
  readonly links: MailLinks;
}

export interface MailLinks {
  answer(answer: PulseAnswer): string;
  cart(product: PickedProduct): string;
  readonly unsubscribe: string;
  /** Null where it is not looked at who opens mails. */
  readonly open: string | null;
}

export interface ComposedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The mail as HTML and as text. */
export async function compose(composition: Composition): Promise<ComposedMail> {
  const { written, locale, shopName, orderName, rules, links } = composition;
  const copy = copyIn(written, locale);
  const names = { order: orderName, shop: shopName };
  const subject = fillIn(copy.subject, names);
  const frame = {
    locale,
    shopName,
    postalAddress: rules.postalAddress,
    subject,
    text: fillIn(copy.text, names),
    unsubscribeUrl: links.unsubscribe,
    openUrl: links.open,
  };
  const mail = elementOf(composition, frame);
  return { subject, html: await render(mail), text: await render(mail, { plainText: true }) };
}

function elementOf(
  { kind, products, currencyCode, locale, links }: Composition,
  frame: Parameters<typeof MailFrame>[0],
): ReactElement {
  if (kind === "message") return <MailFrame {...frame} />;
  if (kind === "pulse") {
    const urls = PULSE_ANSWERS.map((answer) => [answer, links.answer(answer)]);
    return (
      <PulseMail {...frame} answerUrls={Object.fromEntries(urls) as Record<PulseAnswer, string>} />
    );
  }
  return (
    <OfferMail
      {...frame}
      products={products.map((product) => ({
        title: product.title,
        imageUrl: product.imageUrl,
        price: formatMoney(product.priceMinor, currencyCode, locale),
        url: links.cart(product),
      }))}
    />
  );
}
