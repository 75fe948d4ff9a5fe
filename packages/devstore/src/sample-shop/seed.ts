import { toMinor } from "@tandem/storefront-kit/money/decimal";

import type { ShopDefinition } from "../define-devstore.ts";
import { numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Product, ShopState } from "../state/types.ts";
import { CATALOGUE, COLLECTIONS } from "./catalogue.ts";
import type { CatalogueProduct } from "./catalogue.ts";
import { simulateYear } from "./shoppers.ts";

const NO_FAULTS: ShopState["faults"] = {
  webhooks: { duplicate: false, delayMilliseconds: 0, reorder: false, hold: false },
  adminApi: { isDown: false, isThrottled: false, failNextMutations: 0 },
};

/** Opens an empty shop, with the app installed. */
export function createShop(
  store: Store,
  shop: Required<ShopDefinition>,
  now: Date,
  currencyCode = "EUR",
): void {
  store.shops.put({
    id: "shop",
    name: shop.name,
    domain: shop.domain,
    currencyCode,
    timeZone: "Europe/Berlin",
    locales: ["en", "de", "fr", "es", "ja"],
    isInstalled: true,
    installationId: store.nextId("AppInstallation"),
    blocks: shop.blocks,
    faults: NO_FAULTS,
    seededAt: now.toISOString(),
  });
  store.codeDiscounts.put({
    id: store.nextId("DiscountCodeNode"),
    code: "WELCOME10",
    title: "Welcome",
    percent: 10,
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
  });
}

/** Fills a new shop with the sample catalogue, customers, and a year of orders up to `now`. */
export function seedSampleShop(store: Store, shop: Required<ShopDefinition>, now: Date): void {
  store.transaction(() => {
    createShop(store, shop, now);
    for (const collection of COLLECTIONS) {
      store.collections.put({ id: store.nextId("Collection"), ...collection });
    }
    for (const entry of CATALOGUE) addProduct(store, entry, now);
    simulateYear(store, now);
  });
}

/** Puts a product of a catalogue into a shop, with ids of its own. */
export function addProduct(store: Store, entry: CatalogueProduct, now: Date): Product {
  return store.putProduct(createProduct(store, entry, now));
}

function createProduct(store: Store, entry: CatalogueProduct, now: Date): Product {
  const { isGiftCard, business } = entry;
  const collectionHandles = entry.collection === null ? [] : [entry.collection];
  const currencyCode = store.shop.currencyCode;
  const id = store.nextId("Product");
  return {
    id,
    title: entry.title,
    handle: entry.handle,
    descriptionHtml: `<p>${entry.description}</p>`,
    vendor: store.shop.name,
    productType: entry.type,
    tags: collectionHandles,
    status: entry.isUnlisted ? "UNLISTED" : "ACTIVE",
    collectionHandles,
    options: entry.options.map((name, index) => ({
      name,
      values: [...new Set(entry.variants.map((variant) => variant.values[index] ?? ""))],
    })),
    variants: entry.variants.map((variant, index) => ({
      id: store.nextId("ProductVariant", 40_001),
      title: variant.values.join(" / "),
      optionValues: variant.values,
      sku: `${numberOf(id)}-${index + 1}`,
      priceMinor: toMinor(variant.price, currencyCode),
      compareAtPriceMinor: null,
      costMinor: variant.cost ? toMinor(variant.cost, currencyCode) : null,
      inventoryQuantity: variant.stock ?? 0,
      tracksInventory: !isGiftCard,
      continuesSellingWhenOutOfStock: entry.sellsOn ?? false,
      ...(isGiftCard && { requiresShipping: false }),
      ...(business && {
        business: {
          quantityRule: business.quantityRule,
          priceBreaks: business.priceBreaks.map(({ minimumQuantity, price }) => ({
            minimumQuantity,
            priceMinor: toMinor(price, currencyCode),
          })),
        },
      }),
    })),
    ...(isGiftCard && { isGiftCard }),
    picture: { motif: entry.motif, color: entry.color },
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  };
}
