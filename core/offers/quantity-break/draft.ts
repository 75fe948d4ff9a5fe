import type { ChosenProduct, DraftDefinition } from "../draft-definition.ts";
import { CHOSEN_COLUMNS, toChosen } from "../draft-definition.ts";
import { TIER_COLUMNS, toTierDrafts } from "../tiers.ts";
import type { TierDraft } from "../tiers.ts";

export interface QuantityBreakDraft {
  readonly products: readonly ChosenProduct[];
  readonly tiers: readonly TierDraft[];
}

export const quantityBreakDraft: DraftDefinition<"quantity-break", QuantityBreakDraft> = {
  columns: { products: [CHOSEN_COLUMNS], tiers: [TIER_COLUMNS] },
  empty: () => ({
    products: [],
    tiers: [
      { minimumQuantity: "2", discount: { kind: "percentage", value: "5" } },
      { minimumQuantity: "3", discount: { kind: "percentage", value: "10" } },
    ],
  }),
  from: (terms, currencyCode) => ({
    products: terms.products.map(toChosen),
    tiers: toTierDrafts(terms.tiers, currencyCode),
  }),
  chosen: (draft) => draft.products,
  example: ({ products, tiers }) =>
    products
      .slice(0, 1)
      .map((product) => ({ ...product, quantity: tiers[0]?.minimumQuantity ?? "1" })),
};
