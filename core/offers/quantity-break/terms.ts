import type { DiscountValue } from "../offer.ts";

/** From this many units of the product, each unit is on these terms. */
export interface Tier {
  readonly minimumQuantity: number;
  /** Off, or in place of, the price of one unit. */
  readonly discount: DiscountValue;
}

/** More of one thing. Each product counts for itself, its variants together. */
export interface QuantityBreakTerms {
  readonly products: readonly {
    readonly productId: string;
    readonly variantIds: readonly string[];
  }[];
  readonly tiers: readonly Tier[];
}
