import { z } from "zod";

import type { AttributableOrder, RefundedLine } from "../../../core/attribution/attribute-order.ts";
import { toMinor } from "../../../core/money/decimal.ts";
import type { AdminClient } from "../admin-client.server.ts";

export interface UpdatedOrder {
  readonly order: AttributableOrder;
  readonly refunds: readonly {
    readonly refundId: string;
    readonly orderId: string;
    readonly lines: readonly RefundedLine[];
  }[];
}

/**
 * One page of the orders that were updated after an instant, oldest update first.
 * @param since ISO 8601
 */
export async function listUpdatedOrders(
  client: AdminClient,
  since: string,
  after: string | null,
): Promise<{ orders: UpdatedOrder[]; next: string | null }> {
  const { orders } = await client.run(
    LIST_UPDATED_ORDERS,
    { query: `updated_at:>'${since}'`, after },
    schema,
  );
  return {
    orders: orders.nodes.map(toUpdatedOrder),
    next: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null,
  };
}

const bag = z.object({ shopMoney: z.object({ amount: z.string() }) });

const orderSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  currencyCode: z.string(),
  lineItems: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        quantity: z.number(),
        originalUnitPriceSet: bag,
        discountAllocations: z.array(
          z.object({
            allocatedAmountSet: bag,
            discountApplication: z.object({ title: z.string().optional() }),
          }),
        ),
      }),
    ),
  }),
  refunds: z.array(
    z.object({
      id: z.string(),
      refundLineItems: z.object({
        nodes: z.array(
          z.object({
            quantity: z.number(),
            lineItem: z.object({ id: z.string() }),
            subtotalSet: bag,
          }),
        ),
      }),
    }),
  ),
});

const schema = z.object({
  orders: z.object({
    nodes: z.array(orderSchema),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

function toUpdatedOrder(order: z.infer<typeof orderSchema>): UpdatedOrder {
  const minor = (money: z.infer<typeof bag>) => toMinor(money.shopMoney.amount, order.currencyCode);
  return {
    order: {
      orderId: order.id,
      createdAt: order.createdAt,
      updatedAt: order.updatedAt,
      cancelledAt: order.cancelledAt,
      currencyCode: order.currencyCode,
      lines: order.lineItems.nodes.map((line) => ({
        lineItemId: line.id,
        quantity: line.quantity,
        unitPriceMinor: minor(line.originalUnitPriceSet),
        discounts: line.discountAllocations.map((allocation) => ({
          title: allocation.discountApplication.title ?? "",
          amountMinor: minor(allocation.allocatedAmountSet),
        })),
      })),
    },
    refunds: order.refunds.map((refund) => ({
      refundId: refund.id,
      orderId: order.id,
      lines: refund.refundLineItems.nodes.map((line) => ({
        lineItemId: line.lineItem.id,
        quantity: line.quantity,
        subtotalMinor: minor(line.subtotalSet),
      })),
    })),
  };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/orders
const LIST_UPDATED_ORDERS = `#graphql
  query ListUpdatedOrders($query: String!, $after: String) {
    orders(first: 3, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        createdAt
        updatedAt
        cancelledAt
        currencyCode
        lineItems(first: 100) {
          nodes {
            id
            quantity
            originalUnitPriceSet {
              shopMoney {
                amount
              }
            }
            discountAllocations {
              allocatedAmountSet {
                shopMoney {
                  amount
                }
              }
              discountApplication {
                ... on AutomaticDiscountApplication {
                  title
                }
              }
            }
          }
        }
        refunds(first: 20) {
          id
          refundLineItems(first: 20) {
            nodes {
              quantity
              lineItem {
                id
              }
              subtotalSet {
                shopMoney {
                  amount
                }
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
