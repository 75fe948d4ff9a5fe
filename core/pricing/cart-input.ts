import { toDecimal } from "../money/decimal.ts";
import type { PricingDocument } from "../offers/documents.ts";

/** A line of a cart to be priced. */
export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly sellingPlanId?: string;
}

/** All that a price depends on. */
export interface PricingRequest {
  readonly currencyCode: string;
  readonly lines: readonly CartLine[];
  /** The offer documents, by product id. */
  readonly documents: ReadonlyMap<string, PricingDocument>;
  /** Date (YYYY-MM-DD) in the shop's time zone. */
  readonly shopDate: string;
  /** Shopify's code of the buyer's language: EN, DE, PT_BR. */
  readonly language: string;
  /** Price of one unit of the shop's currency in the cart's, as a decimal; "1.0" when they are the same. */
  readonly presentmentCurrencyRate?: string;
}

/**
 * The input that Shopify would give the Function for this cart: the result of
 * `extensions/pricing/src/cart_lines_discounts_generate_run.graphql`. A contract test holds it
 * against the published schema.
 */
export function buildFunctionInput(request: PricingRequest) {
  return {
    cart: {
      cost: { subtotalAmount: { currencyCode: request.currencyCode } },
      lines: request.lines.map((line) => ({
        id: line.id,
        quantity: line.quantity,
        cost: {
          amountPerQuantity: { amount: toDecimal(line.unitPriceMinor, request.currencyCode) },
        },
        sellingPlanAllocation: line.sellingPlanId
          ? { sellingPlan: { id: line.sellingPlanId } }
          : null,
        merchandise: {
          __typename: "ProductVariant",
          id: line.variantId,
          product: {
            id: line.productId,
            metafield: metafieldOf(request.documents.get(line.productId)),
          },
        },
      })),
    },
    discount: { discountClasses: ["PRODUCT"] },
    localization: { language: { isoCode: request.language } },
    presentmentCurrencyRate: request.presentmentCurrencyRate ?? "1.0",
    shop: { localTime: { date: request.shopDate } },
  };
}

function metafieldOf(document: PricingDocument | undefined) {
  return document ? { jsonValue: document } : null;
}
