/** The Function's answer, in the words of Shopify's `CartLinesDiscountsGenerateRunResult`. */
export interface FunctionResult {
  readonly operations: readonly { readonly productDiscountsAdd: ProductDiscountsAdd }[];
}

export interface ProductDiscountsAdd {
  readonly selectionStrategy: "FIRST" | "MAXIMUM" | "ALL";
  readonly candidates: readonly ProductDiscountCandidate[];
}

export interface ProductDiscountCandidate {
  readonly targets: readonly { readonly cartLine: { readonly id: string } }[];
  /** Off the targets together, as an exact decimal in the cart's currency. */
  readonly value: { readonly fixedAmount: { readonly amount: string } };
  /** Titles of the offers; left out where the answer would grow too long. */
  readonly message?: string;
}
