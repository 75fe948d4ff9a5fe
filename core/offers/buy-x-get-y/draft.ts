import type { DiscountDraft } from "../discount-value.ts";
import { DISCOUNT_COLUMNS, toDiscountDraft } from "../discount-value.ts";
import type { ComponentDraft, DraftDefinition } from "../draft-definition.ts";
import { COMPONENT_COLUMNS, toComponentDraft } from "../draft-definition.ts";

export interface BuyXGetYDraft {
  readonly buy: readonly ComponentDraft[];
  readonly get: readonly ComponentDraft[];
  readonly discount: DiscountDraft;
  /** Empty for no limit. */
  readonly maximumSets: string;
}

export const buyXGetYDraft: DraftDefinition<"buy-x-get-y", BuyXGetYDraft> = {
  columns: {
    buy: [COMPONENT_COLUMNS],
    get: [COMPONENT_COLUMNS],
    discount: DISCOUNT_COLUMNS,
    maximumSets: "cell",
  },
  empty: () => ({
    buy: [],
    get: [],
    discount: { kind: "percentage", value: "100" },
    maximumSets: "",
  }),
  from: (terms, currencyCode) => ({
    buy: terms.buy.map(toComponentDraft),
    get: terms.get.map(toComponentDraft),
    discount: toDiscountDraft(terms.discount, currencyCode),
    maximumSets: terms.maximumSets === null ? "" : String(terms.maximumSets),
  }),
  chosen: (draft) => [...draft.buy, ...draft.get],
  example: (draft) => [...draft.buy, ...draft.get],
};
