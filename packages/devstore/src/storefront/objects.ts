import { globalId } from "@tandem/storefront-kit/ids";
import { productObject } from "@tandem/storefront-kit/liquid/product-object";
import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import { readMetafield } from "../admin-api/resolvers/metafields.ts";
import type { presentCart } from "../cart/present-cart.ts";
import { priceIn } from "../markets.ts";
import type { Market } from "../markets.ts";
import { isAvailable, numberOf, SHOP_ID } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Collection, Product } from "../state/types.ts";

/** A product for Liquid, with the app's metafields, which only the app's own blocks read. */
export function liquidProduct(
  store: Store,
  product: Product,
  view: View,
  selectedVariant: number | null = null,
) {
  const plain = plainProduct(store, product, view, selectedVariant);
  return { ...plain, metafields: { "$app:tandem": appMetafields(store, product, view) } };
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

function appMetafields(store: Store, product: Product, view: View) {
  if (!store.shop.isInstalled) return {};
  return {
    ...jsonMetafield(store, product.id, "display"),
    ...jsonMetafield(store, product.id, "incompatible"),
    companions: productReferences(store, product.id, "companions", view),
  };
}

/** The app's metafields of the shop, which only the app's own blocks read. */
export function shopMetafields(store: Store, view: View) {
  if (!store.shop.isInstalled) return {};
  return {
    ...jsonMetafield(store, SHOP_ID, "reward_display"),
    ...jsonMetafield(store, SHOP_ID, "loyalty"),
    reward_gifts: productReferences(store, SHOP_ID, "reward_gifts", view),
  };
}

/** The app's metafield of a customer. */
export function customerMetafields(store: Store, customerId: string) {
  return store.shop.isInstalled ? jsonMetafield(store, customerId, "loyalty") : {};
}

function jsonMetafield(store: Store, ownerId: string, key: string) {
  const found = readMetafield(store, ownerId, { namespace: "$app:tandem", key });
  return found ? { [key]: { value: found.jsonValue, type: found.type } } : {};
}

/** The products that a list refers to, those that can be seen. */
function productReferences(store: Store, ownerId: string, key: string, view: View) {
  const found = readMetafield(store, ownerId, { namespace: "$app:tandem", key });
  const references = (found?.jsonValue ?? []) as string[];
  return {
    value: references.flatMap((id) => {
      const product = store.products.get(id);
      return product?.status === "ACTIVE" ? [plainProduct(store, product, view, null)] : [];
    }),
  };
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
