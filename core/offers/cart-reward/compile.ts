import { numericId } from "@tandem/storefront-kit/ids";
import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import { compileComponent } from "../components.ts";
import { compileDiscount } from "../discount-value.ts";
import type {
  CompiledReward,
  CompiledRewardStep,
  DisplayedReward,
  DisplayedRewardStep,
} from "../documents.ts";
import type { OfferHead } from "../kind.ts";
import { displayDiscount } from "../kind.ts";
import { compilePresentment, displayPresentment } from "../presentment-amounts.ts";
import type { CartRewardTerms, Reward } from "./terms.ts";

/** One cart reward as the pricing module reads it. */
export function compileReward({ steps }: CartRewardTerms, { pricing }: OfferHead): CompiledReward {
  return {
    ...pricing,
    steps: steps.map(({ valueMinor, valuePresentment, reward }): CompiledRewardStep => {
      const from = { from: valueMinor, ...compilePresentment(valuePresentment) };
      if (reward.kind === "gift") return { ...from, gifts: reward.gifts.map(compileComponent) };
      if (reward.kind === "free-shipping") return from;
      return { ...from, off: compileDiscount(reward) };
    }),
  };
}

/** The same as the theme blocks read it. */
export function displayReward({ steps }: CartRewardTerms, head: OfferHead): DisplayedReward {
  return {
    ...head.display,
    steps: steps.map(({ valueMinor, valuePresentment, reward }): DisplayedRewardStep => {
      const from = {
        from: hundredthsOf(valueMinor, head.currencyCode),
        ...displayPresentment(valuePresentment),
      };
      if (reward.kind === "gift") return { ...from, gifts: reward.gifts.map(compileComponent) };
      if (reward.kind === "free-shipping") return from;
      return { ...from, off: displayDiscount(reward, head.currencyCode) };
    }),
  };
}

/** Products that a reward's display speaks of, by number. */
export function giftProducts(rewards: readonly Reward[]): number[] {
  return rewards.flatMap((reward) =>
    reward.kind === "gift" ? reward.gifts.map((gift) => numericId(gift.productId)) : [],
  );
}
