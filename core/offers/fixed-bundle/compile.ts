import { numericId } from "@tandem/storefront-kit/ids";

import { compileComponent } from "../components.ts";
import { compileDiscount } from "../discount-value.ts";
import type { CompiledSet } from "../documents.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import { displayDiscount } from "../kind.ts";
import type { FixedBundleTerms } from "./terms.ts";

/**
 * Puts a bundle's price into its first component's document, and its display into each component's. A bundle
 * product has both: a set that is one line in the cart is priced there, by the same discount.
 */
export function compileFixedBundle(terms: FixedBundleTerms, head: OfferHead): Contribution[] {
  const components = terms.components.map(compileComponent);
  const anchor = terms.components[0]?.productId;
  const { oneLineAs } = terms;
  const off = compileDiscount(terms.discount);
  const display = {
    ...head.display,
    off: displayDiscount(terms.discount, head.currencyCode),
    components,
  };
  const companionsOf = (productId: string) =>
    terms.components.map((component) => component.productId).filter((id) => id !== productId);
  const own = terms.components.map(({ productId }): Contribution => ({
    productId,
    ...(productId === anchor && {
      sets: [
        {
          ...head.pricing,
          off,
          components,
          ...(oneLineAs && { line: numericId(oneLineAs.variantId) }),
        },
      ],
    }),
    display,
    companions: companionsOf(productId),
  }));
  if (!oneLineAs) return own;
  const { productId } = oneLineAs;
  const sets = [{ ...head.pricing, off, ...compileBundleProduct(terms, oneLineAs) }];
  return [...own, { productId, sets, display, companions: companionsOf(productId) }];
}

/** One unit of the bundle product is a set; its parts are known where each component is one variant. */
function compileBundleProduct(
  { components }: FixedBundleTerms,
  { productId, variantId }: NonNullable<FixedBundleTerms["oneLineAs"]>,
): Pick<CompiledSet, "components" | "parts"> {
  const parts = components.flatMap(({ variantIds: [only, ...more], quantity }) =>
    only && more.length === 0 ? [[numericId(only), quantity] as const] : [],
  );
  return {
    components: [{ product: numericId(productId), quantity: 1, variants: [numericId(variantId)] }],
    ...(parts.length === components.length && { parts }),
  };
}
