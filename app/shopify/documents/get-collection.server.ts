import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

export interface CollectionProducts {
  readonly id: string;
  readonly title: string;
  /** The active ones among its first products, in the collection's own order. */
  readonly productIds: readonly string[];
}

/**
 * A collection with its products.
 * @param first how many of its products are looked at, at most 250
 * @returns null when there is no such collection any more
 */
export async function getCollection(
  client: AdminClient,
  id: string,
  first: number,
): Promise<CollectionProducts | null> {
  const { collection } = await client.run(GET_COLLECTION, { id, first }, schema);
  if (!collection) return null;
  return {
    id: collection.id,
    title: collection.title,
    productIds: collection.products.nodes
      .filter((product) => product.status === "ACTIVE")
      .map((product) => product.id),
  };
}

const schema = z.object({
  collection: z
    .object({
      id: z.string(),
      title: z.string(),
      products: z.object({
        nodes: z.array(z.object({ id: z.string(), status: z.string() })),
      }),
    })
    .nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/collection
const GET_COLLECTION = `#graphql
  query GetCollection($id: ID!, $first: Int!) {
    collection(id: $id) {
      id
      title
      products(first: $first, sortKey: COLLECTION_DEFAULT) {
        nodes {
          id
          status
        }
      }
    }
  }
`;
