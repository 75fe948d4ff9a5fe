/** Who looks at one of these is shown those, at their own price. */
export interface ComplementsTerms {
  /** Products on whose page the complements are shown. */
  readonly triggers: readonly { readonly productId: string }[];
  /** What goes with them, in the order in which it is shown. */
  readonly complements: readonly {
    readonly productId: string;
    /** Empty for every variant of the product. */
    readonly variantIds: readonly string[];
  }[];
  /** Whether a customer who is signed in is not shown what they bought before. */
  readonly hidesBought: boolean;
  /** What is off a complement that is added to a paid order with one click; 0 for nothing. */
  readonly oneClickBasisPoints: number;
}
