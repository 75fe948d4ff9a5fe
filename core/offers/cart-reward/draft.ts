import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { toDiscountDraft } from "../discount-value.ts";
import type { ComponentDraft, DraftDefinition } from "../draft-definition.ts";
import { COMPONENT_COLUMNS, toComponentDraft } from "../draft-definition.ts";
import { toPresentmentDraft } from "../presentment-amounts.ts";
import type { PresentmentDraft } from "../presentment-amounts.ts";
import type { Reward } from "./terms.ts";

/** A step as it is typed. What its reward does not need is empty. */
export interface RewardStepDraft {
  /** Value of the cart from which it holds. */
  readonly value: string;
  readonly valuePresentment?: PresentmentDraft;
  readonly reward: Reward["kind"];
  /** The percentage or the amount. */
  readonly off: string;
  readonly offPresentment?: PresentmentDraft;
  readonly gifts: readonly ComponentDraft[];
}

export interface CartRewardDraft {
  readonly steps: readonly RewardStepDraft[];
}

export const cartRewardDraft: DraftDefinition<"cart-reward", CartRewardDraft> = {
  columns: {
    steps: [
      {
        value: "cell",
        valuePresentment: "by currency",
        reward: "cell",
        off: "cell",
        offPresentment: "by currency",
        gifts: [COMPONENT_COLUMNS],
      },
    ],
  },
  empty: () => ({ steps: [{ value: "", reward: "free-shipping", off: "", gifts: [] }] }),
  from: ({ steps }, currencyCode) => ({
    steps: steps.map(({ valueMinor, valuePresentment, reward }) => ({
      value: toDecimal(valueMinor, currencyCode),
      ...(valuePresentment && { valuePresentment: toPresentmentDraft(valuePresentment) }),
      reward: reward.kind,
      off: offOf(reward, currencyCode),
      ...(reward.kind === "amount-off" &&
        reward.presentment && { offPresentment: toPresentmentDraft(reward.presentment) }),
      gifts: reward.kind === "gift" ? reward.gifts.map(toComponentDraft) : [],
    })),
  }),
  chosen: giftsOf,
  example: giftsOf,
};

function offOf(reward: Reward, currencyCode: string): string {
  const takesOff = reward.kind === "percentage" || reward.kind === "amount-off";
  return takesOff ? toDiscountDraft(reward, currencyCode).value : "";
}

function giftsOf({ steps }: CartRewardDraft): readonly ComponentDraft[] {
  return steps.flatMap((step) => (step.reward === "gift" ? step.gifts : []));
}
