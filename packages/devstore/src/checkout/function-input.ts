import { createHash } from "node:crypto";

import type { GraphQLSchema } from "graphql";
import { localDate } from "@tandem/storefront-kit/dates";
import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { readMetafield } from "../admin-api/resolvers/metafields.ts";
import { runDocument } from "../admin-api/run-document.ts";
import { companyOf } from "../business.ts";
import type { FunctionExtension } from "../function-extensions.ts";
import { DEFAULT_COUNTRY, marketOfCart } from "../markets.ts";
import { SELLING_PLAN } from "../selling-plans.ts";
import { SHOP_ID } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Cart } from "../state/types.ts";
import { customerHistory } from "./order-totals.ts";

/** Largest metafield that a Function sees (shopify.dev, Functions): a larger one reads as none. */
const METAFIELD_LIMIT_BYTES = 10_000;

/** The delivery group of a cart: everything goes to one address, by one way. */
export const DELIVERY_GROUP_ID = "gid://shopify/CartDeliveryGroup/0";

/**
 * The id that a Function sees for a cart's line: a UUID, which is not the key that themes know it by (shopify.dev, changelog, "Read a
 * cart line's viewKey from the CartLine type").
 */
export function functionLineId(cart: Pick<Cart, "id">, index: number): string {
  const hex = createHash("sha256").update(`${cart.id} ${index}`).digest("hex");
  const uuid = hex.replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/,
    (_whole, ...parts: string[]) => `${parts[0]}-${parts[1]}-4${parts[2]}-8${parts[3]}-${parts[4]}`,
  );
  return `gid://shopify/CartLine/${uuid}`;
}

/** A line as a Function sees it. */
export interface FunctionLine {
  readonly key: string;
  readonly parentKey?: string;
  readonly variantId: string;
  readonly quantity: number;
  /** In the currency of the cart's market. */
  readonly unitPriceMinor: number;
  readonly properties: Record<string, string>;
  readonly sellingPlan?: number;
}

/** What a Function runs for: the discount or the cart transform that it belongs to, and a cart. */
export interface FunctionCall {
  readonly store: Store;
  readonly cart: Cart;
  readonly lines: readonly FunctionLine[];
  readonly owner: { readonly id: string; readonly discountClasses: readonly string[] };
  readonly now: Date;
}

/** Executes the Function's own input query on the published Function schema. */
export async function queryFunctionInput(
  schema: GraphQLSchema,
  extension: FunctionExtension,
  call: FunctionCall,
): Promise<unknown> {
  const { store } = call;
  const result = await runDocument({
    schema,
    resolvers: { Input: inputFields(call) },
    source: extension.inputQuery,
    variables: inputVariables(call, extension),
    context: store,
  });
  if (result.errors)
    throw new Error(
      `The input query failed: ${result.errors.map((one) => one.message).join("; ")}`,
    );
  return result.data;
}

/** What the extension says of its query's variables: the value of a metafield of the Function's owner. */
function inputVariables(
  { store, owner }: FunctionCall,
  { variables }: FunctionExtension,
): Record<string, unknown> {
  const metafield = variables && readMetafield(store, owner.id, variables);
  return (metafield?.jsonValue ?? {}) as Record<string, unknown>;
}

function inputFields({ store, cart, lines: shown, owner, now }: FunctionCall) {
  const { timeZone } = store.shop;
  const { currencyCode, rate } = marketOfCart(store, cart);
  const money = (minor: number) => ({ amount: decimalOf(minor, currencyCode), currencyCode });
  const metafieldOf = (ownerId: string) => (args: { namespace?: string; key: string }) => {
    const metafield = readMetafield(store, ownerId, args);
    return metafield && Buffer.byteLength(metafield.value) <= METAFIELD_LIMIT_BYTES
      ? metafield
      : null;
  };
  const lines = shown.map((line, index) => {
    const { product, variant } = store.variant(line.variantId)!;
    const parent = shown.findIndex((one) => one.key === line.parentKey);
    return {
      id: functionLineId(cart, index),
      quantity: line.quantity,
      attribute: ({ key }: { key: string }) => {
        const value = line.properties[key];
        return value === undefined ? null : { key, value };
      },
      cost: {
        amountPerQuantity: money(line.unitPriceMinor),
        subtotalAmount: money(line.unitPriceMinor * line.quantity),
      },
      parentRelationship: parent >= 0 ? { parent: { id: functionLineId(cart, parent) } } : null,
      sellingPlanAllocation:
        line.sellingPlan === undefined
          ? null
          : {
              sellingPlan: {
                id: SELLING_PLAN.id,
                name: SELLING_PLAN.name,
                description: null,
                recurringDeliveries: true,
              },
              priceAdjustments: [
                {
                  price: money(line.unitPriceMinor),
                  perDeliveryPrice: money(line.unitPriceMinor),
                },
              ],
            },
      merchandise: {
        __typename: "ProductVariant",
        id: variant.id,
        product: {
          __typename: "Product",
          id: product.id,
          handle: product.handle,
          title: product.title,
          isGiftCard: product.isGiftCard ?? false,
          metafield: metafieldOf(product.id),
        },
      },
    };
  });
  const subtotal = shown.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  return {
    cart: () => ({
      cost: { subtotalAmount: money(subtotal) },
      buyerIdentity: buyerOf(store, cart, metafieldOf),
      deliveryGroups: [{ id: DELIVERY_GROUP_ID }],
      lines,
    }),
    discount: () => ({
      discountClasses: owner.discountClasses,
      metafield: metafieldOf(owner.id),
    }),
    localization: () => ({
      country: { isoCode: cart.countryCode ?? DEFAULT_COUNTRY },
      language: { isoCode: cart.locale.toUpperCase().replace("-", "_") },
    }),
    presentmentCurrencyRate: () => rate,
    shop: () => ({
      localTime: { date: localDate(now.toISOString(), timeZone) },
      metafield: metafieldOf(SHOP_ID),
    }),
  };
}

/** A customer is told of as soon as they have signed in. */
function buyerOf(
  store: Store,
  cart: Cart,
  metafieldOf: (ownerId: string) => (args: { namespace?: string; key: string }) => unknown,
) {
  const customer = store.customers.get(cart.customerId ?? "");
  if (!customer) return { isAuthenticated: false, customer: null, purchasingCompany: null };
  const company = companyOf(store, cart);
  const { orders, spentMinor } = customerHistory(store, customer.id);
  return {
    isAuthenticated: true,
    purchasingCompany: company && {
      company: { id: company.id, name: company.name },
      location: { id: company.locationId, name: company.name },
    },
    customer: {
      id: customer.id,
      metafield: metafieldOf(customer.id),
      numberOfOrders: orders,
      amountSpent: {
        amount: decimalOf(spentMinor, store.shop.currencyCode),
        currencyCode: store.shop.currencyCode,
      },
      hasTags: ({ tags }: { tags: string[] }) =>
        tags.map((tag) => ({ tag, hasTag: customer.tags.includes(tag) })),
    },
  };
}

/** Shopify trims zeros but one: 12.50 EUR is "12.5", 12 EUR is "12.0". */
function decimalOf(minor: number, currencyCode: string): string {
  const exact = toDecimal(minor, currencyCode);
  return exact.includes(".") ? exact.replace(/0+$/, "").replace(/\.$/, ".0") : `${exact}.0`;
}
