import { z } from "zod";

import { shopDomainSchema } from "./shop-domain.ts";

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });

/** What Shopify signs of a purchase (shopify.dev, "Post-purchase", "JWT specification"). */
const purchaseTokenSchema = z
  .object({
    iss: z.literal("shopify"),
    sub: z.string().min(1),
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
 * @param payload of a token whose signature and dates are right
 * @returns null for a token of another kind
 */
export function readPurchaseToken(payload: unknown) {
  const parsed = purchaseTokenSchema.safeParse(payload);
  return parsed.success ? parsed.data.input_data : null;
}
