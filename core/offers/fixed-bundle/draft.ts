import type { DiscountDraft } from "../discount-value.ts";
import { toDiscountDraft } from "../discount-value.ts";
import type { ComponentDraft, DraftDefinition } from "../draft-definition.ts";
import { toComponentDraft } from "../draft-definition.ts";

export interface FixedBundleDraft {
  readonly components: readonly ComponentDraft[];
  readonly discount: DiscountDraft;
}

export const fixedBundleDraft: DraftDefinition<"fixed-bundle", FixedBundleDraft> = {
  empty: () => ({ components: [], discount: { kind: "percentage", value: "10" } }),
  from: (terms, currencyCode) => ({
    components: terms.components.map(toComponentDraft),
    discount: toDiscountDraft(terms.discount, currencyCode),
  }),
  chosen: (draft) => draft.components,
  example: (draft) => draft.components,
};
