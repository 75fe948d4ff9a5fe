import type { Component } from "../fixed-bundle/terms.ts";
import type { PresentmentAmounts } from "../presentment-amounts.ts";

/** What a step gives: what is off the order is a percentage or an amount of it. */
export type Reward =
  | { readonly kind: "free-shipping" }
  | { readonly kind: "gift"; readonly gifts: readonly Component[] }
  | { readonly kind: "percentage"; readonly basisPoints: number }
  | {
      readonly kind: "amount-off";
      readonly amountMinor: number;
      readonly presentment?: PresentmentAmounts;
    };

export interface RewardStep {
  /** Value of the cart from which it holds, in minor units of the shop's currency. */
  readonly valueMinor: number;
  readonly valuePresentment?: PresentmentAmounts;
  readonly reward: Reward;
}

/**
 * What a cart earns by its value: each step that it reaches holds beside those before it. The value counts
 * products at their prices before discounts, without gifts and gift cards.
 */
export interface CartRewardTerms {
  /** Lowest first. */
  readonly steps: readonly RewardStep[];
}
