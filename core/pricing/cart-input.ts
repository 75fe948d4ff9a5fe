import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import type { PricingDocument, RewardPricing } from "../offers/documents.ts";

/** A line of a cart to be priced. */
export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly sellingPlanId?: string;
  /** Whether the line asks to be a gift, by its property `_tandem_gift`: our script and form set it. */
  readonly isGift?: boolean;
  readonly isGiftCard?: boolean;
  /** Of a nested line: the id of the line that it goes with. */
  readonly parentLineId?: string;
}

/** The buyer, when they are a customer who is signed in. */
export interface SignedInCustomer {
  readonly orders: number;
  /** What they have spent in the shop, in minor units of the cart's currency. */
  readonly spentMinor: number;
  readonly tags: readonly string[];
  /** Id of their tier in the loyalty programme. */
  readonly tierId?: string;
}

/** All that a price depends on. */
export interface PricingRequest {
  readonly currencyCode: string;
  readonly lines: readonly CartLine[];
  /** The offer documents, by product id. */
  readonly documents: ReadonlyMap<string, PricingDocument>;
  /** The shop's cart rewards. */
  readonly rewards?: RewardPricing;
  /** Date (YYYY-MM-DD) in the shop's time zone. */
  readonly shopDate: string;
  /** Shopify's code of the buyer's language: EN, DE, PT_BR. */
  readonly language: string;
  /** ISO 3166 code of the country that the storefront is shown for. */
  readonly countryCode?: string;
  readonly customer?: SignedInCustomer;
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
      buyerIdentity: buyerOf(request),
      lines: request.lines.map((line) => lineOf(line, request)),
    },
    ...surroundings(request),
  };
}

/**
 * An id for a line of a cart that is made up, as long as Shopify's own, which are UUIDs: what a Function reads and answers grows with it.
 * @param index whole number from 0 on; each has its own id
 */
export function cartLineId(index: number): string {
  // Ids that begin alike would take longer to tell apart than real ones do.
  const first = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  return `gid://shopify/CartLine/${first}-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}

/**
 * The input that Shopify would give the cart transform for this cart: the result of
 * `extensions/bundle-lines/src/cart_transform_run.graphql`.
 */
export function buildTransformInput(request: PricingRequest) {
  const { discount: _none, ...around } = surroundings(request);
  const { currencyCode } = request;
  return {
    cart: {
      buyerIdentity: buyerOf(request),
      lines: request.lines.map((line) => ({
        ...lineOf(line, request),
        cost: {
          amountPerQuantity: { amount: toDecimal(line.unitPriceMinor, currencyCode), currencyCode },
        },
        parentRelationship: line.parentLineId ? { parent: { id: line.parentLineId } } : null,
      })),
    },
    ...around,
  };
}

function lineOf(line: CartLine, request: PricingRequest) {
  return {
    id: line.id,
    quantity: line.quantity,
    cost: {
      amountPerQuantity: { amount: toDecimal(line.unitPriceMinor, request.currencyCode) },
    },
    gift: giftOf(line),
    sellingPlanAllocation: line.sellingPlanId ? { sellingPlan: { id: line.sellingPlanId } } : null,
    merchandise: {
      __typename: "ProductVariant",
      id: line.variantId,
      product: {
        id: line.productId,
        isGiftCard: line.isGiftCard ?? false,
        metafield: metafieldOf(request.documents.get(line.productId)),
      },
    },
  };
}

/**
 * The input that Shopify would give the Function for this cart's delivery: the result of
 * `extensions/pricing/src/cart_delivery_options_discounts_generate_run.graphql`, with one delivery group.
 */
export function buildDeliveryInput(request: PricingRequest) {
  return {
    cart: {
      cost: { subtotalAmount: { currencyCode: request.currencyCode } },
      buyerIdentity: buyerOf(request),
      deliveryGroups: [{ id: "gid://shopify/CartDeliveryGroup/0" }],
      lines: request.lines.map((line) => ({
        quantity: line.quantity,
        cost: {
          amountPerQuantity: { amount: toDecimal(line.unitPriceMinor, request.currencyCode) },
        },
        gift: giftOf(line),
        merchandise: {
          __typename: "ProductVariant",
          product: { id: line.productId, isGiftCard: line.isGiftCard ?? false },
        },
      })),
    },
    ...surroundings(request),
  };
}

function buyerOf({ customer, currencyCode }: PricingRequest) {
  return {
    isAuthenticated: customer !== undefined,
    customer: customer
      ? {
          numberOfOrders: customer.orders,
          amountSpent: { amount: toDecimal(customer.spentMinor, currencyCode) },
          hasTags: customer.tags.map((tag) => ({ tag, hasTag: true })),
          metafield: customer.tierId ? { jsonValue: { v: 1, tierId: customer.tierId } } : null,
        }
      : null,
  };
}

function giftOf(line: CartLine) {
  return line.isGift ? { value: "1" } : null;
}

/** What the Function is told beside the cart. */
function surroundings(request: PricingRequest) {
  return {
    discount: { discountClasses: ["PRODUCT", "ORDER", "SHIPPING"] },
    localization: {
      country: { isoCode: request.countryCode ?? "DE" },
      language: { isoCode: request.language },
    },
    presentmentCurrencyRate: request.presentmentCurrencyRate ?? "1.0",
    shop: {
      localTime: { date: request.shopDate },
      metafield: metafieldOf(request.rewards),
    },
  };
}

function metafieldOf(document: PricingDocument | RewardPricing | undefined) {
  return document ? { jsonValue: document } : null;
}
