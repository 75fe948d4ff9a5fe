import type { DiscountDraft } from "../discount-value.ts";
import { toDiscountDraft } from "../discount-value.ts";
import type { ComponentDraft, DraftDefinition } from "../draft-definition.ts";
import { toComponentDraft } from "../draft-definition.ts";

export interface BuyXGetYDraft {
  readonly buy: readonly ComponentDraft[];
  readonly get: readonly ComponentDraft[];
  readonly discount: DiscountDraft;
  /** Empty for no limit. */
  readonly maximumSets: string;
}

export const buyXGetYDraft: DraftDefinition<"buy-x-get-y", BuyXGetYDraft> = {
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
