import { formatHundredths } from "@tandem/storefront-kit/money/decimal";

import type { ChosenProduct, DraftDefinition } from "../draft-definition.ts";
import { CHOSEN_COLUMNS, toChosen } from "../draft-definition.ts";

export interface ComplementsDraft {
  readonly triggers: readonly ChosenProduct[];
  readonly complements: readonly ChosenProduct[];
  readonly hidesBought: boolean;
  /** Empty for nothing off. */
  readonly oneClickPercent: string;
}

export const complementsDraft: DraftDefinition<"cross-sell" | "add-on", ComplementsDraft> = {
  columns: {
    triggers: [CHOSEN_COLUMNS],
    complements: [CHOSEN_COLUMNS],
    hidesBought: "cell",
    oneClickPercent: "cell",
  },
  empty: () => ({ triggers: [], complements: [], hidesBought: false, oneClickPercent: "" }),
  from: (terms) => ({
    triggers: terms.triggers.map(({ productId }) => ({ productId, variantIds: [] })),
    complements: terms.complements.map(toChosen),
    hidesBought: terms.hidesBought,
    oneClickPercent:
      terms.oneClickBasisPoints === 0 ? "" : formatHundredths(terms.oneClickBasisPoints),
  }),
  chosen: (draft) => [...draft.triggers, ...draft.complements],
  example: (draft) =>
    [...draft.triggers.slice(0, 1), ...draft.complements.slice(0, 1)].map((product) => ({
      ...product,
      quantity: "1",
    })),
};
