import { numericId } from "@tandem/storefront-kit/ids";
import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import type { PageFacts, Payment } from "../../../core/one-click/why-not-shown.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { moneyBagSchema } from "./page-info.ts";

/** Lines that are read of an order; one with more is not offered anything. */
export const MOST_LINES = 250;

/** An order, as far as it decides what was, or may be, added with one click. */
export interface OneClickOrder {
  readonly isCancelled: boolean;
  /** Shopify's OrderDisplayFulfillmentStatus. */
  readonly fulfillmentStatus: string;
  /** What is neither paid nor authorised, in minor units. */
  readonly outstandingMinor: number;
  /** Units that stand on the order now, by variant id; empty where they were not asked for. */
  readonly units: ReadonlyMap<string, number>;
  readonly page: PageFacts;
}

/**
 * The id of the order that a checkout became; null while there is none, or while Shopify's search does not know it yet.
 * @param referenceId token of the checkout
 */
export async function findOrderOfCheckout(
  client: AdminClient,
  referenceId: string,
): Promise<string | null> {
  const query = `checkout_token:'${referenceId}'`;
  const { orders } = await client.run(FIND_ORDER_OF_CHECKOUT, { query }, foundSchema);
  return orders.nodes[0]?.id ?? null;
}

/**
 * Reads an order.
 * @param withUnits whether what stands on it is asked for: it costs many times as much of the shop's limit of calls
 * @returns null where the order is gone
 */
export async function getOneClickOrder(
  client: AdminClient,
  orderId: string,
  { withUnits }: { readonly withUnits: boolean },
): Promise<OneClickOrder | null> {
  const search = (method: string) => `id:${numericId(orderId)} delivery_method:${method}`;
  const { order, local, pickUp } = await client.run(
    GET_ONE_CLICK_ORDER,
    {
      orderId,
      withUnits,
      lines: withUnits ? MOST_LINES : 1,
      local: search("local"),
      pickUp: search("pick-up"),
    },
    schema,
  );
  if (!order) return null;
  const units = new Map<string, number>();
  for (const { variant, currentQuantity } of order.lineItems?.nodes ?? [])
    if (variant) units.set(variant.id, (units.get(variant.id) ?? 0) + currentQuantity);
  const { currencyCode, presentmentCurrencyCode, sourceName, requiresShipping } = order;
  const duties = order.currentTotalDutiesSet?.shopMoney.amount ?? "0";
  return {
    isCancelled: order.cancelledAt !== null,
    fulfillmentStatus: order.displayFulfillmentStatus,
    outstandingMinor: toMinor(order.totalOutstandingSet.shopMoney.amount, currencyCode),
    units,
    page: {
      currencyCode,
      presentmentCurrencyCode,
      sourceName,
      requiresShipping,
      total: order.totalPriceSet.shopMoney.amount,
      hasDuties: toMinor(duties, currencyCode) > 0,
      isLocalDelivery: local.nodes.length > 0,
      isPickUp: pickUp.nodes.length > 0,
      payments: order.transactions.filter(({ kind }) => PAYING.includes(kind)).map(toPayment),
    },
  };
}

/** Kinds of transactions by which an order is paid; the others move what was paid. */
const PAYING = ["AUTHORIZATION", "SALE"];

const METHODS: ReadonlyMap<string, Payment["method"]> = new Map(
  Object.entries({
    CardPaymentDetails: "card",
    PaypalWalletPaymentDetails: "paypal",
    ShopPayInstallmentsPaymentDetails: "installments",
    LocalPaymentMethodsPaymentDetails: "local",
  }),
);

const transactionSchema = z.object({
  kind: z.string(),
  gateway: z.string().nullable(),
  paymentDetails: z.object({ __typename: z.string(), wallet: z.string().nullish() }).nullable(),
});

function toPayment({ gateway, paymentDetails }: z.infer<typeof transactionSchema>): Payment {
  return {
    gateway: gateway ?? "",
    method: METHODS.get(paymentDetails?.__typename ?? "") ?? "unknown",
    wallet: paymentDetails?.wallet ?? null,
  };
}

const idsSchema = z.object({ nodes: z.array(z.object({ id: z.string() })) });
const foundSchema = z.object({ orders: idsSchema });
const schema = z.object({
  local: idsSchema,
  pickUp: idsSchema,
  order: z
    .object({
      cancelledAt: z.string().nullable(),
      displayFulfillmentStatus: z.string(),
      currencyCode: z.string(),
      presentmentCurrencyCode: z.string(),
      sourceName: z.string().nullable(),
      requiresShipping: z.boolean(),
      totalPriceSet: moneyBagSchema,
      totalOutstandingSet: moneyBagSchema,
      currentTotalDutiesSet: moneyBagSchema.nullable(),
      transactions: z.array(transactionSchema),
      lineItems: z
        .object({
          nodes: z.array(
            z.object({
              currentQuantity: z.number(),
              variant: z.object({ id: z.string() }).nullable(),
            }),
          ),
        })
        .optional(),
    })
    .nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/orders
const FIND_ORDER_OF_CHECKOUT = `#graphql
  query FindOrderOfCheckout($query: String!) {
    orders(first: 1, query: $query) {
      nodes {
        id
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/order
const GET_ONE_CLICK_ORDER = `#graphql
  query GetOneClickOrder(
    $orderId: ID!
    $withUnits: Boolean!
    $lines: Int!
    $local: String!
    $pickUp: String!
  ) {
    order(id: $orderId) {
      cancelledAt
      displayFulfillmentStatus
      currencyCode
      presentmentCurrencyCode
      sourceName
      requiresShipping
      totalPriceSet {
        shopMoney {
          amount
        }
      }
      totalOutstandingSet {
        shopMoney {
          amount
        }
      }
      currentTotalDutiesSet {
        shopMoney {
          amount
        }
      }
      transactions(first: 10) {
        kind
        gateway
        paymentDetails {
          __typename
          ... on CardPaymentDetails {
            wallet
          }
        }
      }
      lineItems(first: $lines) @include(if: $withUnits) {
        nodes {
          currentQuantity
          variant {
            id
          }
        }
      }
    }
    local: orders(first: 1, query: $local) {
      nodes {
        id
      }
    }
    pickUp: orders(first: 1, query: $pickUp) {
      nodes {
        id
      }
    }
  }
`;
