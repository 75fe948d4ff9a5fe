import type { Tier } from "../tiers.ts";

/** So many of several products, as the shopper likes: the units of all of them count together. */
export interface MixAndMatchTerms {
  /** The collection whose products these are, kept up to date by the app; null where each was chosen. */
  readonly collectionId: string | null;
  readonly products: readonly {
    readonly productId: string;
    /** Empty for every variant of the product. */
    readonly variantIds: readonly string[];
  }[];
  readonly tiers: readonly Tier[];
  /** Units that a box on the page takes; null for any number. It limits no price: who adds two boxes has both. */
  readonly boxSize: number | null;
}
