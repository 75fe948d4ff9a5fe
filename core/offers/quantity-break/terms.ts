import type { Tier } from "../tiers.ts";

/** More of one thing. Each product counts for itself, its variants together. */
export interface QuantityBreakTerms {
  readonly products: readonly {
    readonly productId: string;
    readonly variantIds: readonly string[];
  }[];
  readonly tiers: readonly Tier[];
}
