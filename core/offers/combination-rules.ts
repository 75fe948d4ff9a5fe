import { z } from "zod";

/** Classes of the shop's other discounts that offers combine with, in Shopify's words (`DiscountCombinesWith`). */
export interface CombinesWith {
  readonly productDiscounts: boolean;
  readonly orderDiscounts: boolean;
  readonly shippingDiscounts: boolean;
}

export const combinesWithSchema = z.object({
  productDiscounts: z.boolean(),
  orderDiscounts: z.boolean(),
  shippingDiscounts: z.boolean(),
});

/** A combination as one word, to tell whether it changed. */
export function combinationKey(combinesWith: CombinesWith): string {
  const { productDiscounts, orderDiscounts, shippingDiscounts } = combinesWith;
  return [productDiscounts && "product", orderDiscounts && "order", shippingDiscounts && "shipping"]
    .filter(Boolean)
    .join("+");
}

/** What Shopify charges for a cart with offers when the shopper enters an order discount code as well. */
export interface PriceWithOrderCode {
  readonly savingMinor: number;
  /** What the saving comes from. */
  readonly applied: "both" | "offers" | "code";
}

/**
 * Adds an order code that allows other discounts beside it. Where offers combine with order discounts, the code
 * takes its share of what is left of the lines; where they do not, the one that saves the shopper more applies.
 * Source: shopify.dev and help.shopify.com, "Combining discounts". Shopify's calculation, not ours: it is here
 * so that the simulator can show it.
 * @param listMinor price of the cart without any discount, in minor units
 * @param offersMinor what the offers save on it
 * @param offOrderMinor of that, what is off the order as a whole
 * @param codeBasisPoints what the code takes off: 1,000 is 10 %
 */
export function priceWithOrderCode(
  listMinor: number,
  offersMinor: number,
  offOrderMinor: number,
  codeBasisPoints: number,
  combinesWith: CombinesWith,
): PriceWithOrderCode {
  const shareOf = (minor: number) => Math.floor((minor * codeBasisPoints) / 10_000 + 0.5);
  if (offersMinor === 0) return { savingMinor: shareOf(listMinor), applied: "code" };
  if (combinesWith.orderDiscounts) {
    const savingMinor = offersMinor + shareOf(listMinor - (offersMinor - offOrderMinor));
    return { savingMinor: Math.min(savingMinor, listMinor), applied: "both" };
  }
  const alone = shareOf(listMinor);
  return offersMinor >= alone
    ? { savingMinor: offersMinor, applied: "offers" }
    : { savingMinor: alone, applied: "code" };
}
