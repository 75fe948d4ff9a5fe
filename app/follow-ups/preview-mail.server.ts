import { randomUUID } from "node:crypto";

import { z } from "zod";

import { writtenSchema } from "../../core/follow-ups/sequence-schema.ts";
import { COPY_LOCALES } from "../../core/offers/locales.ts";
import { getMailer } from "../mail/mailer.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { getShopIdentity } from "../shopify/documents/get-recipients.server.ts";
import { getShopAddress } from "../shopify/documents/get-shop.server.ts";
import { compose } from "./compose.server.tsx";
import { findFollowUpRules } from "./rules-store.server.ts";
import { countTestMail, MOST_TEST_MAILS } from "./test-mails.server.ts";

export const mailPreviewSchema = z.object({
  kind: z.enum(["pulse", "message", "offer"]),
  locale: z.enum(COPY_LOCALES),
  written: writtenSchema,
  /** Whom a test goes to, of those whose address Shopify tells; without it, the mail is only shown. */
  to: z.enum(["me", "shop"], { error: "Send me or shop." }).optional(),
});

export type MailPreview =
  | {
      readonly ok: true;
      readonly subject: string;
      readonly html: string;
      /** Whom it was sent to. */
      readonly sentTo?: string;
    }
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
 * A mail of the editor's as a buyer would get it, with an order of an example; sent, too, to who tries it. Its links
 * lead to the shop: they answer and unsubscribe nothing.
 * @param ownAddress of the merchant who is signed in; null where it is not known
 */
export async function previewMail(
  context: OfferContext,
  { kind, locale, written, to }: z.infer<typeof mailPreviewSchema>,
  ownAddress: () => Promise<string | null>,
  clock: Clock,
): Promise<MailPreview> {
  const { prisma, shop, client, currencyCode } = context;
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
  const address = to === "me" ? await ownAddress() : await getShopAddress(client);
  if (address === null) return { ok: false, message: NO_ADDRESS };
  if (!(await countTestMail(prisma, shop, clock))) return { ok: false, message: TOO_MANY };
  const handover = await mailer.send({
    ...composed,
    subject: `[Test] ${subject}`,
    messageId: `${randomUUID()}@${mailer.domain}`,
    senderName: rules.senderName || name,
    to: address,
    replyTo: null,
    headers: {},
  });
  return handover.kind === "taken"
    ? { ok: true, subject, html, sentTo: address }
    : { ok: false, message: `The mail server did not take it: ${handover.why}` };
}

const NO_ADDRESS = "Shopify doesn’t know your email address. Confirm it in your Shopify account.";
const TOO_MANY = `You sent ${MOST_TEST_MAILS} test emails in the last hour. Try again later.`;

/** What a merchant is told who would have mail sent where the server sends none. */
export const NO_MAIL_SERVER =
  "This Tandem sends no mail: whoever runs it has to set SMTP_URL and MAIL_FROM.";
