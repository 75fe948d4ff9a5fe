import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";
import { pageInfoSchema } from "./page-info.ts";

export interface UpdatedOrder {
  readonly id: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  /** Shopify's OrderDisplayFinancialStatus. */
  readonly displayFinancialStatus: string | null;
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
  const variables = { query: `updated_at:>'${since}'`, after };
  const { orders } = await client.run(LIST_UPDATED_ORDERS, variables, schema);
  return {
    orders: orders.nodes,
    next: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null,
  };
}

const schema = z.object({
  orders: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        updatedAt: z.string(),
        cancelledAt: z.string().nullable(),
        displayFinancialStatus: z.string().nullable(),
      }),
    ),
    pageInfo: pageInfoSchema,
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/orders
const LIST_UPDATED_ORDERS = `#graphql
  query ListUpdatedOrders($query: String!, $after: String) {
    orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        updatedAt
        cancelledAt
        displayFinancialStatus
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
