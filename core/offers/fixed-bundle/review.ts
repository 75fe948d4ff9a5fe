import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { eligibleVariants } from "../../catalog/product.ts";
import { reviewComponents } from "../components.ts";
import type { OfferIssue } from "../issue.ts";
import { error, warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";
import type { FixedBundleTerms } from "./terms.ts";

/** Dearer than its parts, free, or with a component that cannot be bought: said at the field. */
export function reviewFixedBundle(
  { terms }: OfferContent<"fixed-bundle">,
  context: ReviewContext,
): OfferIssue[] {
  const review = reviewComponents(terms.components, "terms.components", "the bundle", context);
  const issues = [...review.issues, ...reviewOneLine(terms, context)];
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

/** What a bundle product needs so that a set costs the same whichever way it comes into the cart. */
function reviewOneLine(
  { components, oneLineAs }: FixedBundleTerms,
  { products, currencyCode }: ReviewContext,
): OfferIssue[] {
  const product = products.get(oneLineAs?.productId ?? "");
  if (!oneLineAs || !product) return [];
  const field = "terms.oneLineAs.0.productId";
  const variant = product.variants.find((one) => one.id === oneLineAs.variantId);
  if (!variant)
    return [error(field, `${product.title} no longer has the variant that stands for a set.`)];
  const parts = components.map(({ productId, variantIds, quantity }) => {
    const part = products.get(productId);
    const chosen = part ? eligibleVariants(part, variantIds) : [];
    return {
      prices: chosen.map((one) => quantity * one.priceMinor),
      isOne: variantIds.length === 1,
    };
  });
  if (parts.some((part) => !part.isOne)) {
    return [
      warning(
        field,
        `Choose one variant of each component. Until then, ${product.title} bought by itself is not taken apart, and the stock of its components stays as it is.`,
      ),
    ];
  }
  const sum = parts.reduce((total, part) => total + (part.prices[0] ?? 0), 0);
  if (sum === variant.priceMinor) return [];
  const money = (minor: number) => formatMoney(minor, currencyCode, "en");
  return [
    warning(
      field,
      `${product.title} costs ${money(variant.priceMinor)}, and its components ${money(sum)} together. The discount comes off whichever is bought, so give it the price of its components.`,
    ),
  ];
}
