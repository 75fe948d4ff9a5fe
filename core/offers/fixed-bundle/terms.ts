import type { DiscountValue } from "../offer.ts";

/** A named thing in a bundle: so many units of one product, in any of its variants or in those named. */
export interface Component {
  readonly productId: string;
  readonly quantity: number;
  /** Empty for every variant of the product. */
  readonly variantIds: readonly string[];
}

/** All components bought together, on better terms for each whole set. */
export interface FixedBundleTerms {
  readonly components: readonly Component[];
  /** Off, or in place of, the price of one set. */
  readonly discount: DiscountValue;
  /** The variant under which a set is one line in the cart and on the order; null for lines of their own. */
  readonly oneLineAs: { readonly productId: string; readonly variantId: string } | null;
}
