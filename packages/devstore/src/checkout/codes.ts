import { toMarket } from "../markets.ts";
import type { Market } from "../markets.ts";
import type { Store } from "../state/store.ts";
import type { Cart, CodeDiscount } from "../state/types.ts";

/** The discount of a code that a shopper entered, in whatever case; undefined for none. */
export function findCode(store: Store, code: string): CodeDiscount | undefined {
  const wanted = code.trim().toUpperCase();
  return store.codeDiscounts.find((one) => one.code === wanted);
}

/**
 * The code of a cart, where it can be used: by its customer, as often as it may be, from its minimum on.
 * @param subtotalMinor of the cart, after discounts of products, in the market's currency
 * @returns the code with its amounts in the market's currency, into which Shopify converts them (help.shopify.com, "Discounts in
 *   local currencies")
 */
export function usableCode(
  store: Store,
  cart: Cart,
  market: Market,
  subtotalMinor: number,
  now: Date,
): CodeDiscount | undefined {
  return cart.discountCodes
    .flatMap((code) => findCode(store, code) ?? [])
    .map(({ amountMinor, minimumMinor, ...code }) => ({
      ...code,
      ...(amountMinor !== undefined && {
        amountMinor: toMarket(store.shop.currencyCode, market, amountMinor),
      }),
      ...(minimumMinor !== undefined && {
        minimumMinor: toMarket(store.shop.currencyCode, market, minimumMinor),
      }),
    }))
    .find(
      (one) =>
        (one.endsAt === undefined || now.toISOString() < one.endsAt) &&
        (one.usageLimit === undefined || (one.used ?? 0) < one.usageLimit) &&
        (!one.customerIds || one.customerIds.includes(cart.customerId ?? "")) &&
        subtotalMinor >= (one.minimumMinor ?? 0),
    );
}

/** Notes that an order used a code. */
export function countUse(store: Store, code: string): void {
  const used = findCode(store, code);
  if (used) store.codeDiscounts.put({ ...used, used: (used.used ?? 0) + 1 });
}
