import { numericId } from "@tandem/storefront-kit/ids";

import type { Contribution, OfferHead } from "../kind.ts";
import { compileTiers, displayTiers } from "../tiers.ts";
import type { QuantityBreakTerms } from "./terms.ts";

/** Puts a quantity break into the documents of each of its products. */
export function compileQuantityBreak(terms: QuantityBreakTerms, head: OfferHead): Contribution[] {
  return terms.products.map(({ productId, variantIds }) => {
    const variants = variantIds.length > 0 && { variants: variantIds.map(numericId) };
    return {
      productId,
      break: { ...head.pricing, ...variants, tiers: compileTiers(terms.tiers) },
      display: {
        ...head.display,
        ...variants,
        tiers: displayTiers(terms.tiers, head.currencyCode),
      },
      companions: [],
    };
  });
}
