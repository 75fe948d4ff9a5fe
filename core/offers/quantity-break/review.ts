import { eligibleVariants } from "../../catalog/product.ts";
import { formatMoney } from "../../money/decimal.ts";
import type { OfferIssue } from "../issue.ts";
import { error, warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { DiscountValue, OfferContent } from "../offer.ts";

/** Tiers that save nothing, give the product away, or save less than the one before. */
export function reviewQuantityBreak(
  { terms }: OfferContent<"quantity-break">,
  { products, currencyCode }: ReviewContext,
): OfferIssue[] {
  const issues: OfferIssue[] = [];
  const prices: number[] = [];
  terms.products.forEach(({ productId, variantIds }, index) => {
    const product = products.get(productId);
    if (!product) return;
    const variants = eligibleVariants(product, variantIds);
    if (variants.length === 0) {
      issues.push(
        error(
          `terms.products.${index}.productId`,
          `${product.title} has none of the chosen variants any more. Choose others.`,
        ),
      );
    }
    prices.push(...variants.map((variant) => variant.priceMinor));
  });
  if (prices.length === 0) return issues;
  const lowest = Math.min(...prices);
  const highest = Math.max(...prices);
  let previous = 0;
  terms.tiers.forEach(({ discount }, index) => {
    const field = `terms.tiers.${index}.discount.value`;
    if (discount.kind === "fixed-price" && discount.priceMinor >= highest) {
      issues.push(
        error(
          field,
          `The price of one must be below ${formatMoney(highest, currencyCode, "en")}, what it costs alone.`,
        ),
      );
    }
    if (discount.kind === "amount-off" && discount.amountMinor >= lowest) {
      issues.push(
        error(
          field,
          `One costs as little as ${formatMoney(lowest, currencyCode, "en")}, so this would give it away. Take less off.`,
        ),
      );
    }
    const saving = savingAt(highest, discount);
    if (index > 0 && saving <= previous) {
      issues.push(warning(field, "This tier saves no more than the one before it."));
    }
    previous = Math.max(previous, saving);
  });
  return issues;
}

/** Rough saving on one unit, to compare tiers with each other; the pricing module decides the real one. */
function savingAt(priceMinor: number, discount: DiscountValue): number {
  if (discount.kind === "percentage") return (priceMinor * discount.basisPoints) / 10_000;
  return discount.kind === "amount-off" ? discount.amountMinor : priceMinor - discount.priceMinor;
}
