import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/**
 * How many customers a segment query finds.
 * @param query in Shopify's segment query language; empty for all customers
 */
export async function countCustomers(client: AdminClient, query: string): Promise<number> {
  const { customerSegmentMembers } = await client.run(COUNT_CUSTOMERS, { query }, schema);
  return customerSegmentMembers.totalCount;
}

const schema = z.object({ customerSegmentMembers: z.object({ totalCount: z.number() }) });

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customerSegmentMembers
const COUNT_CUSTOMERS = `#graphql
  query CountCustomers($query: String!) {
    customerSegmentMembers(first: 1, query: $query) {
      totalCount
    }
  }
`;
