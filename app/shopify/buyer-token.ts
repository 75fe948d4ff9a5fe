import { z } from "zod";

import { shopDomainSchema } from "./shop-domain.ts";

const buyerTokenSchema = z.object({
  dest: z
    .string()
    .transform((dest) => dest.replace(/^https:\/\//, ""))
    .pipe(shopDomainSchema),
  aud: z.string(),
  sub: z
    .string()
    .regex(/^gid:\/\/shopify\/Customer\/\d+$/)
    .optional(),
  exp: z.number(),
});

/** Who looks at a page after the purchase, and of which shop. */
export interface Buyer {
  readonly shop: string;
  /** Null where nobody is signed in, or Shopify does not let the app know. */
  readonly customerId: string | null;
}

/**
 * What a session token of a UI extension says, on the thank-you page or on a page of customer accounts. Source: shopify.dev,
 * "Session Token API" of both surfaces: `dest` is the shop's domain, `aud` the app's client id, `sub` a customer's global id where
 * one is signed in. The documents have no `iss`; live stores send one (github.com/Kyon147/laravel-shopify, pull request 452), so
 * it tells nothing apart here. What a merchant's token has, and no buyer's, is a number for `sub`.
 * @param payload of a token whose signature and dates are right
 * @returns null for a token of another kind
 */
export function readBuyerToken(payload: unknown, clientId: string): Buyer | null {
  const parsed = buyerTokenSchema.safeParse(payload);
  if (!parsed.success || parsed.data.aud !== clientId) return null;
  return { shop: parsed.data.dest, customerId: parsed.data.sub ?? null };
}
