import { z } from "zod";

import { openShop } from "../after-purchase/receive-buyer.server.ts";
import type { BuyerShop } from "../after-purchase/receive-buyer.server.ts";
import { globalId } from "../../core/catalog/global-id.ts";
import { authenticate } from "../shopify/shopify.server.ts";
import { readJson } from "../platform/read-request.server.ts";

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });

/** What Shopify signs of a purchase (shopify.dev, "Post-purchase", "JWT specification"). */
const tokenSchema = z
  .object({
    iss: z.literal("shopify"),
    sub: z.string().min(1),
    input_data: z.object({
      locale: z.string(),
      shop: z.object({ domain: z.string().endsWith(".myshopify.com") }),
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

/** A purchase, as Shopify told it to our extension: nothing of it is the client's own word. */
export interface Purchase {
  readonly referenceId: string;
  /** Language of the checkout: "de", "pt-BR". */
  readonly locale: string;
  readonly customerId: string | null;
  /** In the order of the purchase, each once. */
  readonly productIds: readonly string[];
  /** In the shop's currency, as a decimal. */
  readonly total: string;
  readonly currencyCode: string;
  readonly presentmentCurrencyCode: string;
}

/** What one-click offers are worked off with. */
export type OneClickContext = BuyerShop;

/**
 * Reads a request of the post-purchase extension, whose token says the shop and the purchase.
 * @throws a Response: for a browser's question before the request, 401 for a token that is none, or that is of another kind,
 * 404 for a shop that does not have the app
 */
export async function receivePurchase(request: Request) {
  const { sessionToken, cors } = await authenticate.public.checkout(request);
  const parsed = tokenSchema.safeParse(sessionToken);
  if (!parsed.success) throw cors(new Response("This token is of no purchase.", { status: 401 }));
  const { locale, shop, initialPurchase } = parsed.data.input_data;
  const { customerId, totalPriceSet, lineItems } = initialPurchase;
  const purchase: Purchase = {
    referenceId: initialPurchase.referenceId,
    locale,
    customerId: customerId ? globalId("Customer", customerId) : null,
    productIds: [...new Set(lineItems.map(({ product }) => globalId("Product", product.id)))],
    total: totalPriceSet.shopMoney.amount,
    currencyCode: totalPriceSet.shopMoney.currencyCode,
    presentmentCurrencyCode: totalPriceSet.presentmentMoney.currencyCode,
  };
  const body: unknown = await readJson(request);
  return { context: await openShop(shop.domain, cors), purchase, body, cors };
}
