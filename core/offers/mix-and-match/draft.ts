import type { ChosenProduct, DraftDefinition } from "../draft-definition.ts";
import { CHOSEN_COLUMNS, toChosen } from "../draft-definition.ts";
import { TIER_COLUMNS, toTierDrafts } from "../tiers.ts";
import type { TierDraft } from "../tiers.ts";

export interface MixAndMatchDraft {
  /** Empty where each product was chosen. */
  readonly collectionId: string;
  readonly products: readonly ChosenProduct[];
  readonly tiers: readonly TierDraft[];
  /** Empty for any number. */
  readonly boxSize: string;
}

export const mixAndMatchDraft: DraftDefinition<"mix-and-match", MixAndMatchDraft> = {
  columns: {
    collectionId: "cell",
    products: [CHOSEN_COLUMNS],
    tiers: [TIER_COLUMNS],
    boxSize: "cell",
  },
  empty: () => ({
    collectionId: "",
    products: [],
    tiers: [
      { minimumQuantity: "3", discount: { kind: "percentage", value: "10" } },
      { minimumQuantity: "5", discount: { kind: "percentage", value: "15" } },
    ],
    boxSize: "",
  }),
  from: (terms, currencyCode) => ({
    collectionId: terms.collectionId ?? "",
    products: terms.products.map(toChosen),
    tiers: toTierDrafts(terms.tiers, currencyCode),
    boxSize: terms.boxSize === null ? "" : String(terms.boxSize),
  }),
  chosen: (draft) => draft.products,
  example: ({ products, tiers }) => {
    const wanted = Math.max(1, Math.floor(Number(tiers[0]?.minimumQuantity)) || 1);
    const mixed = products.slice(0, wanted);
    return mixed.map((product, index) => ({
      ...product,
      quantity: String(Math.floor((wanted + mixed.length - 1 - index) / mixed.length)),
    }));
  },
};
