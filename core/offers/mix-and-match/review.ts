import type { OfferIssue } from "../issue.ts";
import { warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";
import { reviewTiers } from "../tiers.ts";

/** What is wrong with its tiers, and a mix of one thing only. */
export function reviewMixAndMatch(
  { terms }: OfferContent<"mix-and-match">,
  context: ReviewContext,
): OfferIssue[] {
  const issues = reviewTiers(terms, context);
  if (terms.products.length > 1) return issues;
  return [
    ...issues,
    warning(
      "terms.products",
      "With one product there is nothing to mix: a quantity break shows its tiers beside the price.",
    ),
  ];
}
