import { z } from "zod";

import { shopDomainSchema } from "./shop-domain.ts";

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });

/**
 * Shopify asks whether there is an offer before the payment, and holds the order for an hour at most after it (shopify.dev,
 * "Fulfillment holds"): an hour for either. After that nothing can be added, and nobody who belongs here asks.
 */
const MOST_AGE_MILLISECONDS = 2 * 3_600_000;
/** By so much Shopify's clock and ours may differ. */
const SKEW_MILLISECONDS = 60_000;
/** Seconds reach it in the year 5138, and milliseconds did in 1973. */
const LEAST_AS_MILLISECONDS = 100_000_000_000;

/**
 * The time of a claim. RFC 7519 has seconds; Shopify's specification names no unit, and its example of a changeset has milliseconds.
 * @returns milliseconds since 1970
 */
const timeSchema = z
  .number()
  .transform((time) => (time >= LEAST_AS_MILLISECONDS ? time : time * 1_000));

/**
 * What Shopify signs of a purchase (shopify.dev, "Post-purchase", "JWT specification"): `iat` is always there, and whether `exp` is,
 * isn't said of its own tokens.
 */
const purchaseTokenSchema = z
  .object({
    iss: z.literal("shopify"),
    sub: z.string().min(1),
    iat: timeSchema,
    exp: timeSchema.optional(),
    input_data: z.object({
      locale: z.string(),
      shop: z.object({ domain: shopDomainSchema }),
      initialPurchase: z.object({
        // It becomes part of a search.
        referenceId: z.string().regex(/^[\w-]+$/),
        customerId: z.coerce.number().int().positive().nullish().catch(null),
        totalPriceSet: z.object({ shopMoney: moneySchema, presentmentMoney: moneySchema }),
        lineItems: z.array(z.object({ product: z.object({ id: z.coerce.number().int() }) })),
      }),
    }),
  })
  .refine((token) => token.sub === token.input_data.initialPurchase.referenceId);

/**
 * What the token of the post-purchase page says: the purchase, as Shopify sees it.
 * @param payload of a token whose signature is right
 * @param now by the machine's own clock, as for all tokens
 * @returns null for a token of another kind, and for one that isn't of these two hours
 */
export function readPurchaseToken(payload: unknown, now: Date) {
  const parsed = purchaseTokenSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { iat, exp = Infinity, input_data } = parsed.data;
  const age = now.getTime() - iat;
  if (age < -SKEW_MILLISECONDS || age > MOST_AGE_MILLISECONDS + SKEW_MILLISECONDS) return null;
  return exp < now.getTime() - SKEW_MILLISECONDS ? null : input_data;
}
