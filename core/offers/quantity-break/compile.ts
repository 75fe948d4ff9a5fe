import { numericId } from "../../catalog/global-id.ts";
import { compileDiscount } from "../discount-value.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import { displayDiscount } from "../kind.ts";
import type { QuantityBreakTerms } from "./terms.ts";

/** Puts a quantity break into the documents of each of its products. */
export function compileQuantityBreak(terms: QuantityBreakTerms, head: OfferHead): Contribution[] {
  return terms.products.map(({ productId, variantIds }) => {
    const variants = variantIds.length > 0 && { variants: variantIds.map(numericId) };
    return {
      productId,
      break: {
        ...head.pricing,
        ...variants,
        tiers: terms.tiers.map((tier) => ({
          from: tier.minimumQuantity,
          off: compileDiscount(tier.discount),
        })),
      },
      display: {
        ...head.display,
        ...variants,
        tiers: terms.tiers.map((tier) => ({
          from: tier.minimumQuantity,
          off: displayDiscount(tier.discount, head.currencyCode),
        })),
      },
      companions: [],
    };
  });
}
