import { globalId } from "@tandem/storefront-kit/ids";
import { productObject } from "@tandem/storefront-kit/liquid/product-object";
import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import type { presentCart } from "../cart/present-cart.ts";
import { priceIn } from "../markets.ts";
import type { Market } from "../markets.ts";
import { isAvailable, numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Collection, Product } from "../state/types.ts";
import { liquidMetafields } from "./liquid-metafields.ts";

/** A product for Liquid, with its metafields, which only the app's own blocks read. */
export function liquidProduct(
  store: Store,
  product: Product,
  view: View,
  selectedVariant: number | null = null,
) {
  const plain = plainProduct(store, product, view, selectedVariant);
  return { ...plain, metafields: metafieldsOf(store, product.id, view) };
}

/** How a shopper sees the shop: where addresses of their language begin, and the market that prices are of. */
export interface View {
  readonly root: string;
  readonly market: Market;
}

function plainProduct(
  store: Store,
  product: Product,
  { root, market }: View,
  selectedVariant: number | null,
) {
  return productObject(
    {
      number: numberOf(product.id),
      title: product.title,
      handle: product.handle,
      url: `${root}products/${product.handle}`,
      description: product.descriptionHtml,
      type: product.productType,
      image: `/cdn/products/${product.handle}.svg`,
      options: product.options,
      variants: product.variants.map((variant) => ({
        number: numberOf(variant.id),
        title: variant.title,
        price: hundredthsOf(priceIn(store, market, variant.priceMinor), market.currencyCode),
        available: isAvailable(variant),
        inventoryQuantity: variant.inventoryQuantity,
        isTracked: variant.tracksInventory,
        sellsOn: variant.continuesSellingWhenOutOfStock,
        options: variant.optionValues,
      })),
    },
    selectedVariant,
  );
}

/** An owner's metafields, with the products that they refer to as the blocks get them: without metafields of their own. */
export function metafieldsOf(store: Store, ownerId: string, view: View) {
  return liquidMetafields(store, ownerId, (product) => plainProduct(store, product, view, null));
}

/** The cart for Liquid: as the Ajax API tells it, with each line's product and variant. */
export function liquidCart(store: Store, cart: ReturnType<typeof presentCart>, view: View) {
  return {
    ...cart,
    currency: { iso_code: cart.currency },
    items: cart.items.map((item) => {
      const found = store.variant(globalId("ProductVariant", item.variant_id))!;
      const product = liquidProduct(store, found.product, view, item.variant_id);
      return { ...item, product, variant: product.selected_or_first_available_variant };
    }),
  };
}

/** Shopify has a collection of every product at this handle, in every store. */
export const ALL_PRODUCTS: Collection = {
  id: "all",
  handle: "all",
  title: "Products",
  description: "",
};

export function liquidCollection(store: Store, collection: Collection, view: View) {
  return {
    title: collection.title,
    handle: collection.handle,
    description: collection.description,
    url: `${view.root}collections/${collection.handle}`,
    products: store.products
      .all()
      .filter(
        (product) =>
          product.status === "ACTIVE" &&
          (collection === ALL_PRODUCTS || product.collectionHandles.includes(collection.handle)),
      )
      .map((product) => plainProduct(store, product, view, null)),
  };
}

export function liquidProducts(store: Store, products: readonly Product[], view: View) {
  return products.map((product) => plainProduct(store, product, view, null));
}
