import type { Product } from "../../core/catalog/product.ts";
import { chosenProducts } from "../../core/offers/draft.ts";
import type { OfferDraft } from "../../core/offers/draft.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getProducts } from "../shopify/documents/get-products.server.ts";

/** The products that a draft names, as they are in the shop now. */
export async function productsOfDraft(
  client: AdminClient,
  draft: OfferDraft,
  currencyCode: string,
): Promise<Map<string, Product>> {
  return getProducts(
    client,
    chosenProducts(draft)
      .map((one) => one.productId)
      .filter(isProductId),
    currencyCode,
  );
}

/** A draft is not parsed yet: what is no id would fail the whole look-up. */
function isProductId(id: string): boolean {
  return /^gid:\/\/shopify\/Product\/\d+$/.test(id);
}
