import type { AttributableOrder } from "./attribute-order.ts";

/**
 * How many units of bundle products an order has that were not taken apart into their components. The cart
 * transform does so; Shopify does not run it for subscriptions, orders of other channels, and order edits
 * (shopify.dev, Cart Transform). Such a unit has its right price, and its components have to be picked by hand.
 * @param bundleVariants ids of the variants that stand for a set of a bundle
 */
export function countWholeBundles(
  { lines }: AttributableOrder,
  bundleVariants: ReadonlySet<string>,
): number {
  return lines
    .filter((line) => line.variantId !== undefined && bundleVariants.has(line.variantId))
    .reduce((sum, line) => sum + line.quantity, 0);
}
