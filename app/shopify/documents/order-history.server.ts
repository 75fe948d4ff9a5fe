import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { LINE_FIELDS, PAYMENT_FIELDS } from "./order-fields.ts";
import { userErrorsSchema } from "./user-errors.ts";

/**
 * Has Shopify write all orders that we may read to a file, oldest first, each followed by its lines: a bulk
 * operation, which no rate limit slows down. It reads no connection within a list, so not the lines of refunds, and no
 * connection of what has no id, so not what is off shipping (shopify.dev, "Perform bulk operations", operation restrictions); the
 * totals tell most of the first. @returns its id
 */
export async function startOrderHistory(client: AdminClient): Promise<string> {
  const { bulkOperationRunQuery: answer } = await client.run(
    RUN_BULK,
    { query: ORDER_HISTORY },
    startedSchema,
  );
  requireNoUserErrors("Reading the order history", answer.userErrors);
  return answer.bulkOperation!.id;
}

export interface HistoryOperation {
  readonly status: string;
  readonly errorCode: string | null;
  readonly orders: number;
  /** Of the file; null until it is written, and where there are no orders. */
  readonly url: string | null;
}

/** How far it is; null when Shopify knows no such operation any more: it keeps them for seven days. */
export async function findOrderHistory(
  client: AdminClient,
  id: string,
): Promise<HistoryOperation | null> {
  const { bulkOperation } = await client.run(FIND_BULK, { id }, foundSchema);
  if (!bulkOperation) return null;
  const { rootObjectCount, ...rest } = bulkOperation;
  return { ...rest, orders: Number(rootObjectCount) };
}

const startedSchema = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});

const foundSchema = z.object({
  bulkOperation: z
    .object({
      status: z.string(),
      errorCode: z.string().nullable(),
      rootObjectCount: z.string(),
      url: z.string().nullable(),
    })
    .nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/bulkOperationRunQuery
const RUN_BULK = `#graphql
  mutation RunBulk($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/bulkOperation
const FIND_BULK = `#graphql
  query FindBulk($id: ID!) {
    bulkOperation(id: $id) {
      status
      errorCode
      rootObjectCount
      url
    }
  }
`;

// https://shopify.dev/docs/api/usage/bulk-operations/queries
const ORDER_HISTORY = `#graphql
  query OrderHistory {
    orders(sortKey: CREATED_AT) {
      edges {
        node {
          __typename
          id
          createdAt
          updatedAt
          cancelledAt
          ${PAYMENT_FIELDS}
          customer {
            id
          }
          edited
          subtotalPriceSet {
            shopMoney {
              amount
            }
          }
          currentSubtotalPriceSet {
            shopMoney {
              amount
            }
          }
          totalTaxSet {
            shopMoney {
              amount
            }
          }
          currentTotalTaxSet {
            shopMoney {
              amount
            }
          }
          totalRefundedShippingSet {
            shopMoney {
              amount
            }
          }
          originalTotalDutiesSet {
            shopMoney {
              amount
            }
          }
          transactions {
            kind
            status
            amountSet {
              shopMoney {
                amount
              }
            }
          }
          refunds {
            id
            totalRefundedSet {
              shopMoney {
                amount
              }
            }
          }
          lineItems {
            edges {
              node {
                __typename
                ${LINE_FIELDS}
              }
            }
          }
        }
      }
    }
  }
`;
