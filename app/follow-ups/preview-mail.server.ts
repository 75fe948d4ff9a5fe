import { randomUUID } from "node:crypto";

import { z } from "zod";

import { writtenSchema } from "../../core/follow-ups/sequence-schema.ts";
import { COPY_LOCALES } from "../../core/offers/locales.ts";
import { getMailer } from "../mail/mailer.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { getShopIdentity } from "../shopify/documents/get-recipients.server.ts";
import { compose } from "./compose.server.tsx";
import { findFollowUpRules } from "./rules-store.server.ts";

export const mailPreviewSchema = z.object({
  kind: z.enum(["pulse", "message", "offer"]),
  locale: z.enum(COPY_LOCALES),
  written: writtenSchema,
  /** Whom a test goes to; without it, the mail is only shown. */
  to: z.email("Enter an e-mail address.").optional(),
});

export type MailPreview =
  | { readonly ok: true; readonly subject: string; readonly html: string }
  | { readonly ok: false; readonly message: string };

/** Stands for what would go with an order, where there is none. */
const EXAMPLE = {
  title: "Something that goes with it",
  imageUrl: null,
  priceMinor: 1_990,
  variantId: "",
  offerId: "",
};
const EXAMPLE_ORDER = "#1001";

/**
 * A mail of the editor's as a buyer would get it, with an order of an example; sent, too, where there is somebody to send it to. Its links
 * lead to the shop: they answer and unsubscribe nothing.
 */
export async function previewMail(
  { prisma, shop, client, currencyCode }: OfferContext,
  { kind, locale, written, to }: z.infer<typeof mailPreviewSchema>,
): Promise<MailPreview> {
  const { name, storefrontUrl } = await getShopIdentity(client);
  const rules = await findFollowUpRules(prisma, shop);
  const composed = await compose({
    kind,
    written,
    locale,
    shopName: name,
    orderName: EXAMPLE_ORDER,
    rules,
    currencyCode,
    products: [EXAMPLE],
    links: {
      answer: () => storefrontUrl,
      cart: () => storefrontUrl,
      unsubscribe: storefrontUrl,
      open: null,
    },
  });
  const { subject, html } = composed;
  if (to === undefined) return { ok: true, subject, html };
  const mailer = getMailer();
  if (!mailer) return { ok: false, message: NO_MAIL_SERVER };
  const handover = await mailer.send({
    ...composed,
    subject: `[Test] ${subject}`,
    messageId: `${randomUUID()}@${mailer.domain}`,
    senderName: rules.senderName || name,
    to,
    replyTo: null,
    headers: {},
  });
  return handover.kind === "taken"
    ? { ok: true, subject, html }
    : { ok: false, message: `The mail server did not take it: ${handover.why}` };
}

/** What a merchant is told who would have mail sent where the server sends none. */
export const NO_MAIL_SERVER =
  "This Tandem sends no mail: whoever runs it has to set SMTP_URL and MAIL_FROM.";
