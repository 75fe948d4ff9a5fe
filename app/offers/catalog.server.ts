import type { Product } from "../../core/catalog/product.ts";
import { chosenProducts } from "../../core/offers/draft.ts";
import type { OfferDraft } from "../../core/offers/draft.ts";
import { productIdSchema } from "../../core/offers/quantities.ts";
import { RECENT_CATALOG } from "./recent-catalog.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

/** The products that a draft names. A draft is not parsed yet: what is no id would fail the look-up. */
export async function productsOfDraft(
  context: OfferContext,
  draft: OfferDraft,
): Promise<Map<string, Product>> {
  const inConditions = (draft.audience?.conditions ?? []).flatMap((one) => one.productIds);
  const ids = [...chosenProducts(draft).map((one) => one.productId), ...inConditions];
  return RECENT_CATALOG.products(
    context,
    ids.filter((id) => productIdSchema.safeParse(id).success),
  );
}
