import type { DiscountDraft } from "../discount-value.ts";
import { DISCOUNT_COLUMNS, toDiscountDraft } from "../discount-value.ts";
import type { ChosenProduct, ComponentDraft, DraftDefinition } from "../draft-definition.ts";
import { CHOSEN_COLUMNS, COMPONENT_COLUMNS, toComponentDraft } from "../draft-definition.ts";

export interface FixedBundleDraft {
  readonly components: readonly ComponentDraft[];
  readonly discount: DiscountDraft;
  /** The bundle product, in the one variant that stands for a set; empty for lines of their own. */
  readonly oneLineAs: readonly ChosenProduct[];
}

export const fixedBundleDraft: DraftDefinition<"fixed-bundle", FixedBundleDraft> = {
  columns: {
    components: [COMPONENT_COLUMNS],
    discount: DISCOUNT_COLUMNS,
    oneLineAs: [CHOSEN_COLUMNS],
  },
  empty: () => ({ components: [], discount: { kind: "percentage", value: "10" }, oneLineAs: [] }),
  from: (terms, currencyCode) => ({
    components: terms.components.map(toComponentDraft),
    discount: toDiscountDraft(terms.discount, currencyCode),
    oneLineAs: terms.oneLineAs
      ? [{ productId: terms.oneLineAs.productId, variantIds: [terms.oneLineAs.variantId] }]
      : [],
  }),
  chosen: (draft) => [...draft.components, ...draft.oneLineAs],
  example: (draft) => draft.components,
};
