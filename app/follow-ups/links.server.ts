import { z } from "zod";

import { parseJson } from "../../core/text/clean-text.ts";
import { getConfig } from "../platform/config.server.ts";
import { isSigned, sign } from "../platform/secrets.server.ts";

const DAY_MILLISECONDS = 86_400_000;

/** What links in a mail do, and for how many days: the way out holds longest. */
const LIVES = { pulse: 60, cart: 60, open: 60, unsubscribe: 730 } as const;
export type LinkPurpose = keyof typeof LIVES;

const contentSchema = z.object({
  shop: z.string(),
  /** Of FollowUpMail. */
  mail: z.string(),
  purpose: z.enum(Object.keys(LIVES) as [LinkPurpose, ...LinkPurpose[]]),
  /** Milliseconds since 1970. */
  until: z.number(),
  /** Of a link to a cart: the variant, and the offer that it comes from. */
  variantId: z.string().optional(),
  offerId: z.string().optional(),
});
export type LinkContent = Omit<z.infer<typeof contentSchema>, "until">;

/** The address of a link that only we can have made, and that ends. */
export function signedLink(content: LinkContent, now: Date): string {
  const until = now.getTime() + LIVES[content.purpose] * DAY_MILLISECONDS;
  const encoded = Buffer.from(JSON.stringify({ ...content, until })).toString("base64url");
  const token = `${encoded}.${sign("mail-link", encoded)}`;
  return `${getConfig().SHOPIFY_APP_URL}/mail/${content.purpose}?t=${token}`;
}

/** What a link says. "forged" for one that we did not make, or that was made for something else. */
export type ReadLink = LinkContent | "forged" | "expired";

export function readLink(url: URL, purpose: LinkPurpose, now: Date): ReadLink {
  const [encoded = "", ...proof] = (url.searchParams.get("t") ?? "").split(".");
  if (!isSigned("mail-link", encoded, proof.join("."))) return "forged";
  const content = contentSchema.parse(parseJson(Buffer.from(encoded, "base64url").toString()));
  if (content.purpose !== purpose) return "forged";
  return content.until < now.getTime() ? "expired" : content;
}
