import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/** The id of the app's cart transform on this shop; null when there is none yet. An app can have one. */
export async function findCartTransform(client: AdminClient): Promise<string | null> {
  const { cartTransforms } = await client.run(FIND_CART_TRANSFORM, {}, schema);
  return cartTransforms.nodes[0]?.id ?? null;
}

const schema = z.object({
  cartTransforms: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/cartTransforms
const FIND_CART_TRANSFORM = `#graphql
  query FindCartTransform {
    cartTransforms(first: 1) {
      nodes {
        id
      }
    }
  }
`;
