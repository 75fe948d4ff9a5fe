import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { AdminClient } from "../admin-client.server.ts";

export interface CollectionProducts {
  readonly id: string;
  readonly title: string;
  /** Those of its first products that shoppers see in it, so no unlisted ones, and that are no gift cards; in the collection's own order. */
  readonly productIds: readonly string[];
}

/** Points that one call may cost (shopify.dev, "Rate limits"). */
const MOST_POINTS = 1_000;
const MOST_IDS = 50;

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
  return (await getCollections(client, [id], first)).get(id) ?? null;
}

/**
 * Collections with their products, by id, in as few calls as their products allow; one that is gone is not in the map.
 * @param first how many products of each are looked at, at most 250
 */
export async function getCollections(
  client: AdminClient,
  ids: readonly string[],
  first: number,
): Promise<Map<string, CollectionProducts>> {
  const collections = new Map<string, CollectionProducts>();
  const unique = [...new Set(ids)];
  // A collection is a point, its products are two and one each.
  const page = Math.min(MOST_IDS, Math.floor(MOST_POINTS / (first + 3)));
  for (const some of chunk(unique, page)) {
    const { nodes } = await client.run(GET_COLLECTIONS, { ids: some, first }, schema);
    for (const node of nodes) if (isCollection(node)) collections.set(node.id, toProducts(node));
  }
  return collections;
}

const collectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  products: z.object({
    nodes: z.array(z.object({ id: z.string(), status: z.string(), isGiftCard: z.boolean() })),
  }),
});
const schema = z.object({
  nodes: z.array(z.union([collectionSchema, z.object({}).strict(), z.null()])),
});

/** A node that is no collection, or is gone, answers with nothing. */
function isCollection(
  node: z.infer<typeof schema>["nodes"][number],
): node is z.infer<typeof collectionSchema> {
  return node !== null && "products" in node;
}

function toProducts({ id, title, products }: z.infer<typeof collectionSchema>): CollectionProducts {
  const active = products.nodes.filter((one) => one.status === "ACTIVE" && !one.isGiftCard);
  return { id, title, productIds: active.map((product) => product.id) };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_COLLECTIONS = `#graphql
  query GetCollections($ids: [ID!]!, $first: Int!) {
    nodes(ids: $ids) {
      ... on Collection {
        id
        title
        products(first: $first, sortKey: COLLECTION_DEFAULT) {
          nodes {
            id
            status
            isGiftCard
          }
        }
      }
    }
  }
`;
