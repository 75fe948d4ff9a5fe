/** The Function's answer, in the words of Shopify's `CartLinesDiscountsGenerateRunResult`. */
export interface FunctionResult {
  readonly operations: readonly {
    readonly productDiscountsAdd?: ProductDiscountsAdd;
    readonly orderDiscountsAdd?: OrderDiscountsAdd;
  }[];
}

export interface OrderDiscountsAdd {
  readonly selectionStrategy: "FIRST" | "MAXIMUM";
  readonly candidates: readonly {
    readonly targets: readonly {
      readonly orderSubtotal: { readonly excludedCartLineIds: readonly string[] };
    }[];
    readonly value:
      | { readonly percentage: { readonly value: string } }
      | { readonly fixedAmount: { readonly amount: string } };
    readonly message: string;
  }[];
}

/** The Function's answer for delivery, in the words of `CartDeliveryOptionsDiscountsGenerateRunResult`. */
export interface DeliveryResult {
  readonly operations: readonly {
    readonly deliveryDiscountsAdd: {
      readonly selectionStrategy: "ALL";
      readonly candidates: readonly {
        readonly targets: readonly { readonly deliveryGroup: { readonly id: string } }[];
        readonly value: { readonly percentage: { readonly value: string } };
        readonly message: string;
      }[];
    };
  }[];
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
