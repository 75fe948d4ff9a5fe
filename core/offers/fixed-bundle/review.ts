import { eligibleVariants } from "../../catalog/product.ts";
import { formatMoney } from "../../money/decimal.ts";
import type { OfferIssue } from "../issue.ts";
import { error, warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";

/** Dearer than its parts, free, or with a component that cannot be bought: said at the field. */
export function reviewFixedBundle(
  { terms }: OfferContent<"fixed-bundle">,
  { products, currencyCode }: ReviewContext,
): OfferIssue[] {
  const issues: OfferIssue[] = [];
  let cheapestSet = 0;
  let dearestSet = 0;
  terms.components.forEach(({ productId, quantity, variantIds }, index) => {
    const product = products.get(productId);
    if (!product) return;
    const variants = eligibleVariants(product, variantIds);
    if (!variants.some((variant) => variant.isAvailable)) {
      issues.push(
        warning(
          `terms.components.${index}.productId`,
          `${product.title} is sold out. Shoppers see the bundle again when it is back.`,
        ),
      );
    }
    const prices = variants.map((variant) => variant.priceMinor);
    if (prices.length === 0) {
      issues.push(
        error(
          `terms.components.${index}.productId`,
          `${product.title} has none of the chosen variants any more. Choose others.`,
        ),
      );
      return;
    }
    cheapestSet += quantity * Math.min(...prices);
    dearestSet += quantity * Math.max(...prices);
  });
  if (terms.components.some(({ productId }) => !products.has(productId))) return issues;
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
