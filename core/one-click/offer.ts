/** What the post-purchase page offers to add to an order that is paid: one product, once. */
export interface OneClickOffer {
  /** Of the offer, in the buyer's language. */
  readonly title: string;
  readonly benefit: string;
  readonly product: { readonly title: string; readonly imageUrl: string | null };
  /** Those that may be added and can be bought now, the first one first; one at least. */
  readonly variants: readonly OneClickVariant[];
}

export interface OneClickVariant {
  /** Its number, as Shopify's changes name it. */
  readonly variantId: number;
  /** Empty for the only one of a product. */
  readonly title: string;
  /** What would be done to the order: Shopify works the price out from it, for showing and for charging. */
  readonly changes: readonly AddVariant[];
}

/**
 * A change of an order (shopify.dev, "Post-purchase extension points API", AddVariantChange). There is no price in it: the
 * shop's own holds, with what is off.
 */
export interface AddVariant {
  readonly type: "add_variant";
  readonly variantId: number;
  readonly quantity: number;
  readonly discount?: {
    /** Percent: 12.5. */
    readonly value: number;
    readonly valueType: "percentage";
    /** As the order names it. */
    readonly title: string;
  };
}

/**
 * The change that adds one of a variant.
 * @param basisPoints what is off its price; 0 for nothing
 * @param title of the offer, by which the order names what is off
 */
export function addVariant(variantId: number, basisPoints: number, title: string): AddVariant {
  const discount = { value: basisPoints / 100, valueType: "percentage" as const, title };
  return {
    type: "add_variant",
    variantId,
    quantity: 1,
    ...(basisPoints > 0 && { discount }),
  };
}

/**
 * Where an offer of one click stands.
 * - `unasked`: the order has one, and Shopify did not ask for it
 * - `offered`: Shopify asked before the payment
 * - `shown`: the page was seen
 * - `declined`: the buyer said no
 * - `accepted`: signed for Shopify to add and to charge
 * - `added`: it is on the order, and paid
 * - `not-added`: Shopify did not add it
 * - `taken-off`: it was added and not paid, so it was taken off again
 * - `left-unpaid`: it was added and not paid, and the order is in fulfilment: for a person to see to
 * - `moved`: the page was not shown; the thank-you page had the offer instead
 */
export const ONE_CLICK_STATES = [
  "unasked",
  "offered",
  "shown",
  "declined",
  "accepted",
  "added",
  "not-added",
  "taken-off",
  "left-unpaid",
  "moved",
] as const;
export type OneClickState = (typeof ONE_CLICK_STATES)[number];

/**
 * What a buyer saw and did not take, or took, is not offered to them again after the same order. What could not be added is: another
 * payment may do.
 */
export const ANSWERED_STATES: readonly OneClickState[] = [
  "shown",
  "declined",
  "accepted",
  "added",
  "left-unpaid",
];

/**
 * Shopify holds an order's fulfilment until its buyer leaves the post-purchase page, and for an hour at most (shopify.dev,
 * "Fulfillment holds"). After that nothing is added.
 */
export const HOLD_MILLISECONDS = 3_600_000;
