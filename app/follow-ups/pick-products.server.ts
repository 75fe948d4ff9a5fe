import { sellableVariants } from "../../core/catalog/product.ts";
import { suggestAfterPurchase } from "../../core/offers/after-purchase.ts";
import type { AfterPurchaseSurface } from "../../core/offers/after-purchase.ts";
import type { PrismaClient } from "@prisma/client";
import { answeredWithOneClick } from "../one-click/note-one-click.server.ts";
import { boughtBefore } from "../orders/bought-before.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getDisplayDocuments } from "../shopify/documents/get-display-documents.server.ts";
import { getProducts } from "../shopify/documents/get-products.server.ts";

/** A mail names few things. */
const MOST = 3;
/** More are looked at, for those that are sold out or were bought before. */
const CANDIDATES = 12;

/** A product that goes with an order, as it is sold now. */
export interface PickedProduct {
  readonly title: string;
  readonly imageUrl: string | null;
  readonly priceMinor: number;
  readonly variantId: string;
  readonly offerId: string;
}

export interface PickContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  readonly currencyCode: string;
}

/**
 * What goes with an order, by the offers of a surface: nothing that was bought before, that was answered with one click, that is sold out, or that is sold by
 * subscription only.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function pickProducts(
  { prisma, shop, client, currencyCode }: PickContext,
  order: {
    readonly orderId: string;
    readonly customerId: string | null;
    readonly productIds: readonly string[];
  },
  surface: AfterPurchaseSurface,
  language: string,
  now: Date,
): Promise<PickedProduct[]> {
  const suggestions = suggestAfterPurchase({
    documents: await getDisplayDocuments(client, order.productIds),
    ordered: order.productIds,
    surface,
    seconds: Math.floor(now.getTime() / 1_000),
    language,
    most: CANDIDATES,
  });
  const ids = suggestions.map((one) => one.productId);
  const { customerId, orderId } = order;
  const bought = customerId ? await boughtBefore(prisma, shop, { customerId, orderId }, ids) : [];
  const answered = await answeredWithOneClick(prisma, shop, orderId);
  const withheld = [...bought, ...answered];
  const products = await getProducts(client, ids, currencyCode);
  return suggestions
    .flatMap(({ productId, variantIds, offerId }) => {
      const product = products.get(productId);
      const [variant] = sellableVariants(product, variantIds);
      if (!product || !variant || withheld.includes(productId)) return [];
      const { title, imageUrl } = product;
      return [{ title, imageUrl, priceMinor: variant.priceMinor, variantId: variant.id, offerId }];
    })
    .slice(0, MOST);
}
