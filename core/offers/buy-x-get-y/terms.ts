import type { Component } from "../fixed-bundle/terms.ts";
import type { DiscountValue } from "../offer.ts";

/** Who buys these things gets those on better terms, once for each whole set in the cart. */
export interface BuyXGetYTerms {
  readonly buy: readonly Component[];
  /**
   * What is got. A product that stands on both sides, with the same variants, is both: of the units of a
   * set, the cheapest are the ones that are got.
   */
  readonly get: readonly Component[];
  /** Off, or in place of, the price of what is got in one set. */
  readonly discount: DiscountValue;
  /** Sets that one cart can have; null for as many as it holds. */
  readonly maximumSets: number | null;
}
