import { numericId } from "@tandem/storefront-kit/ids";

import { compileComponent } from "../components.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import { compileTiers, displayTiers } from "../tiers.ts";
import type { MixAndMatchTerms } from "./terms.ts";

/** Puts the tiers into the documents of each product, and what it can be mixed with into its display. */
export function compileMixAndMatch(terms: MixAndMatchTerms, head: OfferHead): Contribution[] {
  const components = terms.products.map((one) => compileComponent({ ...one, quantity: 1 }));
  return terms.products.map(({ productId, variantIds }) => ({
    productId,
    mix: {
      ...head.pricing,
      ...(variantIds.length > 0 && { variants: variantIds.map(numericId) }),
      tiers: compileTiers(terms.tiers),
    },
    display: {
      ...head.display,
      tiers: displayTiers(terms.tiers, head.currencyCode),
      components,
      ...(terms.boxSize !== null && { boxSize: terms.boxSize }),
    },
    companions: terms.products.map((one) => one.productId).filter((id) => id !== productId),
  }));
}
