import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { reviewComponents } from "../components.ts";
import type { OfferIssue } from "../issue.ts";
import { error, warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";

/** A discount that saves nothing, and a gift that is dearer than what is bought for it. */
export function reviewBuyXGetY(
  { terms }: OfferContent<"buy-x-get-y">,
  context: ReviewContext,
): OfferIssue[] {
  const buy = reviewComponents(terms.buy, "terms.buy", "the offer", context);
  const get = reviewComponents(terms.get, "terms.get", "the offer", context);
  const issues = [...buy.issues, ...get.issues];
  if (!buy.prices || !get.prices) return issues;
  const money = (minor: number) => formatMoney(minor, context.currencyCode, "en");
  const field = "terms.discount.value";
  const { discount } = terms;
  if (discount.kind === "fixed-price" && discount.priceMinor >= get.prices.dearest) {
    issues.push(
      error(field, `The price must be below ${money(get.prices.dearest)}, what it costs alone.`),
    );
  }
  if (discount.kind === "amount-off" && discount.amountMinor >= get.prices.cheapest) {
    issues.push(
      warning(
        field,
        `What is got costs as little as ${money(get.prices.cheapest)}: it is then free.`,
      ),
    );
  }
  if (get.prices.dearest > buy.prices.cheapest && discount.kind === "percentage") {
    issues.push(
      warning(
        field,
        `What is got costs up to ${money(get.prices.dearest)}, and what is bought for it as little as ${money(buy.prices.cheapest)}. Check that it pays.`,
      ),
    );
  }
  return issues;
}
