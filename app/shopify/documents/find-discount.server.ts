import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/** The automatic discount of ours that has this title; null when there is none yet. */
export async function findDiscount(client: AdminClient, title: string): Promise<string | null> {
  let after: string | null = null;
  do {
    const { discountNodes }: z.infer<typeof schema> = await client.run(
      FIND_DISCOUNT,
      { after },
      schema,
    );
    const found = discountNodes.nodes.find(
      (node) => "title" in node.discount && node.discount.title === title,
    );
    if (found) return found.id;
    after = discountNodes.pageInfo.hasNextPage ? discountNodes.pageInfo.endCursor : null;
  } while (after);
  return null;
}

const schema = z.object({
  discountNodes: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        discount: z.union([z.object({ title: z.string() }), z.object({}).strict()]),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/discountNodes
const FIND_DISCOUNT = `#graphql
  query FindDiscount($after: String) {
    discountNodes(first: 100, after: $after, query: "type:app") {
      nodes {
        id
        discount {
          ... on DiscountAutomaticApp {
            title
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
