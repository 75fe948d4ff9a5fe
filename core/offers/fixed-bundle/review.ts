import { formatMoney } from "../../money/decimal.ts";
import { reviewComponents } from "../components.ts";
import type { OfferIssue } from "../issue.ts";
import { error, warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";

/** Dearer than its parts, free, or with a component that cannot be bought: said at the field. */
export function reviewFixedBundle(
  { terms }: OfferContent<"fixed-bundle">,
  context: ReviewContext,
): OfferIssue[] {
  const review = reviewComponents(terms.components, "terms.components", "the bundle", context);
  const issues = [...review.issues];
  if (!review.prices) return issues;
  const { currencyCode } = context;
  const { cheapest: cheapestSet, dearest: dearestSet } = review.prices;
  const { discount } = terms;
  const listPrice = formatMoney(cheapestSet, currencyCode, "en");
  const field = "terms.discount.value";
  if (discount.kind === "fixed-price" && discount.priceMinor >= dearestSet) {
    const dearest = formatMoney(dearestSet, currencyCode, "en");
    issues.push(
      error(field, `The bundle must cost less than its parts, which cost ${dearest} at the most.`),
    );
  } else if (discount.kind === "fixed-price" && discount.priceMinor >= cheapestSet) {
    issues.push(
      warning(
        field,
        `The cheapest parts cost ${listPrice} together; with those, shoppers save nothing.`,
      ),
    );
  }
  if (discount.kind === "amount-off" && discount.amountMinor >= cheapestSet) {
    issues.push(
      error(
        field,
        `The parts cost as little as ${listPrice} together, so this would give the bundle away. Take less off.`,
      ),
    );
  }
  if (discount.kind === "percentage" && discount.basisPoints === 10_000) {
    issues.push(warning(field, "100 % off gives the whole bundle away."));
  }
  return issues;
}
