import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { isAvailable } from "../../state/store.ts";
import type { Collection, Product, Variant } from "../../state/types.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";
import { search } from "../search.ts";
import { presentCode } from "./codes.ts";
import { presentCustomer } from "./customers.ts";
import { findFulfillment } from "./fulfillments.ts";
import { findRefund, presentOrder } from "./orders.ts";
import { readMetafield } from "./metafields.ts";

type ListArguments = PageArguments & { query?: string };

export function presentProduct(product: Product, context: ApiContext) {
  return {
    __typename: "Product",
    id: product.id,
    title: product.title,
    handle: product.handle,
    status: product.status,
    productType: product.productType,
    vendor: product.vendor,
    tags: product.tags,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    isGiftCard: product.isGiftCard ?? false,
    requiresSellingPlan: product.sellingPlans === "required",
    sellingPlanGroupsCount: { count: product.sellingPlans ? 1 : 0, precision: "EXACT" },
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
    featuredMedia: {
      __typename: "MediaImage",
      preview: { image: { url: `${context.storeUrl}/cdn/products/${product.handle}.svg` } },
    },
    variants: (args: PageArguments) =>
      connection(
        product.variants.map((variant) => presentVariant(product, variant, context)),
        args,
      ),
    variantsCount: { count: product.variants.length, precision: "EXACT" },
    metafield: (args: { namespace?: string; key: string }) =>
      readMetafield(context.store, product.id, args),
  };
}

export function presentVariant(product: Product, variant: Variant, context: ApiContext) {
  return {
    __typename: "ProductVariant",
    id: variant.id,
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: toDecimal(variant.priceMinor, context.store.shop.currencyCode),
    compareAtPrice:
      variant.compareAtPriceMinor === null
        ? null
        : toDecimal(variant.compareAtPriceMinor, context.store.shop.currencyCode),
    availableForSale: isAvailable(variant),
    inventoryQuantity: variant.inventoryQuantity,
    inventoryPolicy: variant.continuesSellingWhenOutOfStock ? "CONTINUE" : "DENY",
    inventoryItem: {
      __typename: "InventoryItem",
      id: variant.id.replace("ProductVariant", "InventoryItem"),
      tracked: variant.tracksInventory,
      unitCost:
        variant.costMinor === null
          ? null
          : {
              amount: toDecimal(variant.costMinor, context.store.shop.currencyCode),
              currencyCode: context.store.shop.currencyCode,
            },
    },
    product: () => presentProduct(product, context),
  };
}

/** Any object by its global id, of the resources that the stand-in has. */
export function findNode(id: string, context: ApiContext): unknown {
  const product = context.store.products.get(id);
  if (product) return presentProduct(product, context);
  const customer = context.store.customers.get(id);
  if (customer) return presentCustomer(customer);
  const order = context.store.orders.get(id);
  if (order) return presentOrder(order, context);
  const code = context.store.codeDiscounts.get(id);
  if (code) return presentCode(code);
  if (id.startsWith("gid://shopify/Refund/")) return findRefund(context.store, id);
  const collection = context.store.collections.get(id);
  if (collection) return presentCollection(collection, context);
  const fulfillment = findFulfillment(id, context);
  if (fulfillment) return fulfillment;
  const found = context.store.variant(id);
  return found ? presentVariant(found.product, found.variant, context) : null;
}

function presentCollection(collection: Collection, context: ApiContext) {
  const members = context.store.products
    .all()
    .filter((product) => product.collectionHandles.includes(collection.handle));
  return {
    __typename: "Collection",
    id: collection.id,
    title: collection.title,
    handle: collection.handle,
    productsCount: { count: members.length, precision: "EXACT" },
    products: (args: PageArguments) =>
      connection(
        members.map((product) => presentProduct(product, context)),
        args,
      ),
  };
}

export const productResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    products: (_source: never, args: ListArguments, context: ApiContext) =>
      connection(
        search(
          context.store.products.all(),
          args.query,
          { status: (product) => product.status, title: (product) => product.title },
          (product) => product.title,
        ).map((product) => presentProduct(product, context)),
        args,
      ),
    productsCount: (_source: never, _args: never, { store }: ApiContext) => ({
      count: store.products.size,
      precision: "EXACT",
    }),
    product: (_source: never, { id }: { id: string }, context: ApiContext) => findNode(id, context),
    node: (_source: never, { id }: { id: string }, context: ApiContext) => findNode(id, context),
    nodes: (_source: never, { ids }: { ids: string[] }, context: ApiContext) => {
      if (ids.length > 250)
        throw new Error("The input array size of ids is greater than the maximum allowed of 250.");
      return ids.map((id) => findNode(id, context));
    },
  },
};
