import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/** Of discount codes, by id, those that were used, or are gone. */
export async function findUsedCodes(
  client: AdminClient,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { nodes } = await client.run(FIND_USED, { ids }, schema);
  const unused = nodes.filter((node) => node?.codeDiscount?.asyncUsageCount === 0);
  return new Set(ids.filter((id) => !unused.some((node) => node?.id === id)));
}

const schema = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string().optional(),
        codeDiscount: z.object({ asyncUsageCount: z.number().optional() }).optional(),
      })
      .nullable(),
  ),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountCodeNode
const FIND_USED = `#graphql
  query FindUsedCodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on DiscountCodeNode {
        id
        codeDiscount {
          ... on DiscountCodeBasic {
            asyncUsageCount
          }
        }
      }
    }
  }
`;
