import { Drop } from "liquidjs";
import { globalId } from "@tandem/storefront-kit/ids";
import { lazilyHidden } from "@tandem/storefront-kit/liquid";

import type { presentCart } from "../cart/present-cart.ts";
import type { Product } from "../state/types.ts";
import type { Store } from "../state/store.ts";
import { pictureOf } from "./liquid-product.ts";
import type { LiquidProduct } from "./liquid-product.ts";

export interface CartContext {
  readonly store: Store;
  readonly rootUrl: string;
  readonly currency: object;
  readonly product: (product: Product, variant: number) => LiquidProduct;
}

/** The `cart` object of Shopify's Liquid (shopify.dev, Liquid, "cart"): what the Ajax API tells, and more of each line. */
export function liquidCart(
  presented: ReturnType<typeof presentCart>,
  { store, rootUrl, currency, product }: CartContext,
) {
  const items = presented.items.map((item, index) => {
    const found = store.variant(globalId("ProductVariant", item.variant_id));
    if (!found) throw new Error(`the cart has a variant that the store lacks: ${item.variant_id}`);
    const line = {
      ...item,
      object_type: "line_item",
      index,
      url: `${rootUrl}products/${item.handle}?variant=${item.variant_id}`,
      url_to_remove: `${rootUrl}cart/change?id=${encodeURIComponent(item.key)}&quantity=0`,
      image: pictureOf(found.product),
      options_with_values: found.product.options.map(({ name }, at) => ({
        name,
        value: found.variant.optionValues[at] ?? "",
      })),
      instructions: { can_remove: true, can_update_quantity: true },
      parent_relationship: null as null | { parent: unknown; parent_key: string },
      unit_price: null,
      unit_price_measurement: null,
      discounts: [],
      message: "",
    };
    lazilyHidden(line, "product", () => product(found.product, item.variant_id));
    lazilyHidden(
      line,
      "variant",
      () => product(found.product, item.variant_id).selected_or_first_available_variant,
    );
    return line;
  });
  for (const [index, item] of presented.items.entries()) {
    const key = item.parent_relationship?.parent_key;
    const parent = items.find((one) => one.key === key);
    const line = items[index];
    if (key !== undefined && parent && line) line.parent_relationship = { parent, parent_key: key };
  }
  const cart = {
    ...presented,
    currency,
    items,
    "empty?": items.length === 0,
    discount_applications: [],
    checkout_charge_amount: presented.total_price,
    duties_included: false,
    taxes_included: true,
    requires_shipping: items.some((item) => item.requires_shipping),
    total_weight: 0,
  };
  return new LiquidCart(cart, items);
}

/** The cart, which is `empty` without lines (shopify.dev, Liquid, "cart"). */
class LiquidCart extends Drop {
  readonly #items: readonly unknown[];
  readonly #json: object;

  constructor(properties: object, items: readonly unknown[]) {
    super();
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(properties));
    this.#items = items;
    this.#json = properties;
  }

  override valueOf(): readonly unknown[] {
    return this.#items;
  }

  toJSON(): unknown {
    return this.#json;
  }
}
