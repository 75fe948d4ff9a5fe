import { z } from "zod";

import { shopDomainSchema } from "./shop-domain.ts";

const ORIGIN = "https://";

const merchantTokenSchema = z.object({
  iss: z.string(),
  dest: z
    .string()
    .startsWith(ORIGIN)
    .transform((dest) => dest.slice(ORIGIN.length))
    .pipe(shopDomainSchema),
  aud: z.string(),
  sub: z.string().regex(/^\d+$/),
  exp: z.number(),
});

/** Who is signed in to the admin, and where. */
export interface Merchant {
  readonly shop: string;
  /** Number of the person, as Shopify counts staff. */
  readonly staffId: string;
}

/**
 * What a session token of the admin says. Shopify signs tokens of every kind with the same secret, so the signature alone does not
 * say who comes: a buyer's names no number and no admin. Source: shopify.dev, "About session tokens": `iss` is the shop's admin,
 * `dest` its origin, whose hosts agree, `aud` the app's client id, `sub` the number of the person.
 * @param payload of a token whose signature and dates are right
 * @returns null for a token of another kind
 */
export function readMerchantToken(payload: unknown, clientId: string): Merchant | null {
  const parsed = merchantTokenSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { iss, dest: shop, aud, sub } = parsed.data;
  return iss === `${ORIGIN}${shop}/admin` && aud === clientId ? { shop, staffId: sub } : null;
}
