import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { AdminClient } from "../admin-client.server.ts";

/** As many ids as one call takes (shopify.dev, "nodes"; API limits for arrays: 250). */
const PAGE = 250;

/** The names of orders ("#1001"), by id; an order that is gone is not in the map. At most one call for 250. */
export async function findOrders(
  client: AdminClient,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const some of chunk(ids, PAGE)) {
    const { nodes } = await client.run(FIND_ORDERS, { ids: some }, schema);
    for (const node of nodes) if (isOrder(node)) names.set(node.id, node.name);
  }
  return names;
}

const orderSchema = z.object({ id: z.string(), name: z.string() });
const schema = z.object({
  nodes: z.array(z.union([orderSchema, z.object({}).strict(), z.null()])),
});

/** A node that is no order, or is gone, answers with nothing. */
function isOrder(
  node: z.infer<typeof schema>["nodes"][number],
): node is z.infer<typeof orderSchema> {
  return node !== null && "name" in node;
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const FIND_ORDERS = `#graphql
  query FindOrders($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        name
      }
    }
  }
`;
