import type { Store } from "./state/store.ts";
import type { BusinessTerms, Cart, Company, QuantityRule, Variant } from "./state/types.ts";

/*
 * Who buys for a company sees the prices and the quantity rules of its catalog (help.shopify.com, "Setting up quantity rules and volume
 * pricing in B2B"; GraphQL QuantityRule and QuantityPriceBreak). The stand-in has one catalog, for each company alike.
 */

/** What holds for everyone else (shopify.dev, Liquid, "quantity_rule"). */
export const ANY_QUANTITY: QuantityRule = { min: 1, max: null, increment: 1 };

/** The company that a cart's customer buys for; null for who buys for themselves. */
export function companyOf(store: Store, { customerId }: Pick<Cart, "customerId">): Company | null {
  return store.customers.get(customerId ?? "")?.company ?? null;
}

/** What the catalog of a company says of a variant; nothing for who buys for themselves. */
export function termsFor(company: Company | null, variant: Variant): BusinessTerms {
  return company ? (variant.business ?? {}) : {};
}

/** Price of a unit, in minor units of the shop's currency, where a cart has so many of the variant. */
export function unitPriceOf(company: Company | null, variant: Variant, quantity: number): number {
  const { priceMinor = variant.priceMinor, priceBreaks = [] } = termsFor(company, variant);
  return priceBreaks
    .filter(({ minimumQuantity }) => minimumQuantity <= quantity)
    .reduce((price, one) => Math.min(price, one.priceMinor), priceMinor);
}

/** Units of a variant in a cart, on all of its lines: rules are of variants. */
export function unitsInCart({ lines }: Pick<Cart, "lines">, variantId: string): number {
  return lines
    .filter((line) => line.variantId === variantId)
    .reduce((sum, line) => sum + line.quantity, 0);
}

/** Why a company cannot have so many of a variant, in words of the stand-in's own; null where it can. */
export function whyNotQuantity(
  company: Company | null,
  variant: Variant,
  quantity: number,
): string | null {
  const { min, max, increment } = termsFor(company, variant).quantityRule ?? ANY_QUANTITY;
  if (quantity < min) return `has a minimum of ${min}`;
  if (max !== null && quantity > max) return `has a maximum of ${max}`;
  return quantity % increment === 0 ? null : `can only be added in increments of ${increment}`;
}
