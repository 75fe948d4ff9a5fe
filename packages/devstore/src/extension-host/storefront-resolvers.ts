import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import type { Devstore } from "../context.ts";
import type { Resolvers } from "../admin-api/run-document.ts";
import { isAvailable, isOnSale } from "../state/store.ts";
import type { Product } from "../state/types.ts";

/** The Storefront API, as far as our extensions ask it: products by id, as they are sold. */
export const storefrontResolvers: Resolvers<Devstore> = {
  QueryRoot: {
    nodes: (_source: never, { ids }: { ids: string[] }, devstore: Devstore) =>
      ids.map((id) => {
        const product = devstore.store.products.get(id);
        return product && isOnSale(product) ? presentProduct(devstore, product) : null;
      }),
  },
};

function presentProduct({ store, storeUrl }: Devstore, product: Product) {
  const { currencyCode } = store.shop;
  return {
    __typename: "Product",
    id: product.id,
    title: product.title,
    requiresSellingPlan: product.sellingPlans === "required",
    featuredImage: { __typename: "Image", url: `${storeUrl}/cdn/products/${product.handle}.svg` },
    variants: ({ first }: { first: number }) => ({
      nodes: product.variants.slice(0, first).map((variant) => ({
        __typename: "ProductVariant",
        id: variant.id,
        title: variant.title,
        availableForSale: isAvailable(variant),
        price: { amount: toDecimal(variant.priceMinor, currencyCode), currencyCode },
      })),
    }),
  };
}
