import { globalId } from "@tandem/storefront-kit/ids";

import { readJson } from "../platform/read-request.server.ts";
import { limitBuyer } from "../shopify/limit-buyer.server.ts";
import { openShop } from "../shopify/open-shop.server.ts";
import type { OpenedShop } from "../shopify/open-shop.server.ts";
import { readPurchaseToken } from "../shopify/purchase-token.ts";
import { authenticate } from "../shopify/shopify.server.ts";

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
export type OneClickContext = OpenedShop;

/**
 * Reads a request of the post-purchase extension, whose token says the shop and the purchase.
 * @throws a Response: for a browser's question before the request, 401 for a token that is none, that is of another kind or
 * too old, 404 for a shop that does not have the app, 429 for who asks too often
 */
export async function receivePurchase(request: Request) {
  const { sessionToken, cors } = await authenticate.public.checkout(request);
  const signed = readPurchaseToken(sessionToken, new Date());
  if (!signed)
    throw cors(new Response("This token is of no purchase of these two hours.", { status: 401 }));
  const { locale, shop, initialPurchase } = signed;
  const { referenceId, customerId, totalPriceSet, lineItems } = initialPurchase;
  await limitBuyer({ shop: shop.domain, buyer: referenceId }, cors);
  const purchase: Purchase = {
    referenceId,
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
