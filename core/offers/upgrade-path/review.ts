import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { eligibleVariants } from "../../catalog/product.ts";
import type { OfferIssue } from "../issue.ts";
import { error, warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";

/** Steps that lead nowhere: not dearer than the one below, sold out, gone, or with more off than they cost more. */
export function reviewUpgradePath(
  { terms }: OfferContent<"upgrade-path">,
  { products, currencyCode }: ReviewContext,
): OfferIssue[] {
  const issues: OfferIssue[] = [];
  const money = (minor: number) => formatMoney(minor, currencyCode, "en");
  let below: readonly number[] = [];
  terms.steps.forEach((step, index) => {
    const field = `terms.steps.${index}.productId`;
    const product = products.get(step.productId);
    if (!product) return;
    const variants = eligibleVariants(product, step.variantIds);
    const prices = variants.map((variant) => variant.priceMinor);
    if (prices.length === 0) {
      issues.push(
        error(field, `${product.title} has none of the chosen variants any more. Choose others.`),
      );
      return;
    }
    if (index > 0 && !variants.some((variant) => variant.isAvailable)) {
      issues.push(warning(field, "This step is sold out: shoppers are offered the next one."));
    }
    if (below.length > 0) {
      const least = Math.min(...prices) - Math.max(...below);
      const most = Math.max(...prices) - Math.min(...below);
      if (most <= 0) {
        issues.push(
          error(
            field,
            `This step costs no more than the one before it (${money(Math.min(...below))}). A ladder leads up: put the dearer one above.`,
          ),
        );
      } else if (least <= 0) {
        issues.push(
          warning(
            field,
            "Some variants cost no more than those of the step before; between those, nothing is offered.",
          ),
        );
      } else if (step.discountMinor >= least) {
        issues.push(
          error(
            `terms.steps.${index}.discount`,
            `The step costs as little as ${money(least)} more than the one before, so this would make it no dearer. Take less off.`,
          ),
        );
      }
    }
    below = prices;
  });
  return issues;
}
