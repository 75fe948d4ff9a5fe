import { compileComponent } from "../components.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import type { ComplementsTerms } from "./terms.ts";

/** Puts the complements into the display document of each trigger. It has no price of its own. */
export function compileComplements(terms: ComplementsTerms, head: OfferHead): Contribution[] {
  return terms.triggers.flatMap(({ productId }) => {
    const complements = terms.complements.filter((one) => one.productId !== productId);
    if (complements.length === 0) return [];
    return {
      productId,
      display: {
        ...head.display,
        components: complements.map((one) => compileComponent({ ...one, quantity: 1 })),
        ...(terms.hidesBought && { hidesBought: true }),
      },
      companions: complements.map((one) => one.productId),
    };
  });
}
