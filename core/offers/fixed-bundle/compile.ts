import { compileComponent } from "../components.ts";
import { compileDiscount } from "../discount-value.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import { displayDiscount } from "../kind.ts";
import type { FixedBundleTerms } from "./terms.ts";

/** Puts a bundle's price into its first component's document, and its display into each component's. */
export function compileFixedBundle(terms: FixedBundleTerms, head: OfferHead): Contribution[] {
  const components = terms.components.map(compileComponent);
  const anchor = terms.components[0]?.productId;
  return terms.components.map(({ productId }) => ({
    productId,
    ...(productId === anchor && {
      sets: [{ ...head.pricing, off: compileDiscount(terms.discount), components }],
    }),
    display: {
      ...head.display,
      off: displayDiscount(terms.discount, head.currencyCode),
      components,
    },
    companions: terms.components
      .map((component) => component.productId)
      .filter((id) => id !== productId),
  }));
}
