import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { reviewComponents } from "../components.ts";
import type { OfferIssue } from "../issue.ts";
import { warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";

/** Share of a step's value above which what it gives is pointed out. */
const DEAR = 0.5;

/** Gifts that are gone or sold out, and steps that give away much of what the cart is worth. */
export function reviewCartReward(
  { terms }: OfferContent<"cart-reward">,
  context: ReviewContext,
): OfferIssue[] {
  const money = (minor: number) => formatMoney(minor, context.currencyCode, "en");
  return terms.steps.flatMap(({ valueMinor, reward }, index) => {
    const field = `terms.steps.${index}`;
    if (reward.kind === "gift") {
      const { issues, prices } = reviewComponents(
        reward.gifts,
        `${field}.gifts`,
        "the gift",
        context,
      );
      if (!prices || prices.dearest <= valueMinor * DEAR) return [...issues];
      return [
        ...issues,
        warning(
          `${field}.gifts`,
          `What is given costs up to ${money(prices.dearest)}, for a cart of ${money(valueMinor)}. Check that it pays.`,
        ),
      ];
    }
    if (reward.kind === "amount-off" && reward.amountMinor > valueMinor * DEAR) {
      return [
        warning(
          `${field}.off`,
          `This takes ${money(reward.amountMinor)} off a cart of ${money(valueMinor)}. Check that it pays.`,
        ),
      ];
    }
    return [];
  });
}
