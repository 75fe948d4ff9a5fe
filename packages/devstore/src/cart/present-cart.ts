import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import type { LineAllocation } from "../checkout/discount-rules.ts";
import type { PricedCart } from "../checkout/price-cart.ts";
import { unitPriceIn } from "./transform-cart.ts";
import { liquidAllocation } from "../selling-plans.ts";
import { numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Cart, Product, Variant } from "../state/types.ts";

/** The cart in the form of Shopify's Ajax API (`/cart.js`), amounts in hundredths. */
export function presentCart(store: Store, cart: Cart, priced: PricedCart) {
  const { currencyCode } = priced.market;
  const hundredths = (minor: number) => hundredthsOf(minor, currencyCode);
  return {
    token: cart.id,
    note: cart.note,
    attributes: cart.attributes,
    original_total_price: hundredths(priced.listMinor),
    total_price: hundredths(priced.subtotalMinor),
    total_discount: hundredths(priced.discountMinor),
    item_count: priced.lines.reduce((sum, { shown }) => sum + shown.quantity, 0),
    currency: currencyCode,
    items_subtotal_price: hundredths(priced.lines.reduce((sum, line) => sum + line.finalMinor, 0)),
    discount_codes: cart.discountCodes.map((code) => ({ code, applicable: true })),
    cart_level_discount_applications: offOrder(priced).map(({ amountMinor, ...application }) => ({
      ...application,
      total_allocated_amount: hundredths(amountMinor),
    })),
    items: priced.lines.map((line) => presentItem(store, cart, line, hundredths)),
  };
}

/** What is off the whole cart, each discount once, in minor units. */
export function offOrder(priced: PricedCart) {
  const byTitle = new Map<string, { type: string; title: string; amountMinor: number }>();
  const shares = priced.lines.flatMap((line) => line.allocations);
  for (const share of shares.filter((one) => one.discountClass === "ORDER")) {
    const { title } = share;
    const known = byTitle.get(title) ?? { type: typeOf(share), title, amountMinor: 0 };
    byTitle.set(title, { ...known, amountMinor: known.amountMinor + share.amountMinor });
  }
  return [...byTitle.values()];
}

function typeOf({ source }: LineAllocation): string {
  return source === "automatic" ? "automatic" : "discount_code";
}

function presentItem(
  store: Store,
  cart: Cart,
  priced: PricedCart["lines"][number],
  hundredths: (minor: number) => number,
) {
  const line = priced.shown;
  const { product, variant } = store.variant(line.variantId)!;
  return {
    id: numberOf(line.variantId),
    variant_id: numberOf(line.variantId),
    product_id: numberOf(product.id),
    key: line.key,
    parent_relationship: line.parentKey === undefined ? null : { parent_key: line.parentKey },
    quantity: line.quantity,
    properties: line.properties,
    gift_card: product.isGiftCard ?? false,
    requires_shipping: variant.requiresShipping ?? true,
    taxable: !product.isGiftCard,
    // Left out of the Ajax API's answer where there is none; Liquid reads it as nil either way.
    ...(line.sellingPlan !== undefined && {
      selling_plan_allocation: liquidAllocation(
        hundredths(unitPriceIn(store, cart, line.variantId)),
        hundredths(line.unitPriceMinor),
      ),
    }),
    title: line.title ?? titleOf(product, variant),
    product_title: line.title ?? product.title,
    item_components: (line.components ?? []).map(({ variantId, units }) => {
      const part = store.variant(variantId)!;
      return {
        title: titleOf(part.product, part.variant),
        quantity: units * line.quantity,
        product_id: numberOf(part.product.id),
        variant_id: numberOf(variantId),
      };
    }),
    variant_title: variant.title === "Default Title" ? null : variant.title,
    price: hundredths(line.unitPriceMinor),
    original_price: hundredths(line.unitPriceMinor),
    original_line_price: hundredths(priced.listMinor),
    final_line_price: hundredths(priced.finalMinor),
    final_price: Math.round(hundredths(priced.finalMinor) / line.quantity),
    line_price: hundredths(priced.listMinor),
    total_discount: hundredths(priced.listMinor - priced.finalMinor),
    line_level_discount_allocations: priced.allocations
      .filter((allocation) => allocation.discountClass === "PRODUCT")
      .map((allocation) => ({
        amount: hundredths(allocation.amountMinor),
        discount_application: { type: typeOf(allocation), title: allocation.title },
      })),
    url: `/products/${product.handle}?variant=${numberOf(line.variantId)}`,
    handle: product.handle,
    image: `/cdn/products/${product.handle}.svg`,
    sku: variant.sku,
    vendor: product.vendor,
    product_type: product.productType,
  };
}

function titleOf(product: Product, variant: Variant): string {
  return variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`;
}
