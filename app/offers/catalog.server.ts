import type { Product } from "../../core/catalog/product.ts";
import { chosenProducts } from "../../core/offers/draft.ts";
import type { OfferDraft } from "../../core/offers/draft.ts";
import { RECENT_CATALOG } from "./recent-catalog.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

/** The products that a draft names. A draft is not parsed yet: what is no id would fail the look-up. */
export async function productsOfDraft(
  context: OfferContext,
  draft: OfferDraft,
): Promise<Map<string, Product>> {
  const inCart = (draft.audience?.conditions ?? []).flatMap((one) => one.productIds);
  const ids = [...chosenProducts(draft).map((one) => one.productId), ...inCart];
  return RECENT_CATALOG.products(
    context,
    ids.filter((id) => /^gid:\/\/shopify\/Product\/\d+$/.test(id)),
  );
}
