import { z } from "zod";

import type { DisplayDocument } from "../../../core/offers/documents.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { APP_NAMESPACE } from "./set-metafields.server.ts";

/** What shoppers are shown of offers with products, as it stands in their metafields, in the order of the ids. */
export async function getDisplayDocuments(
  client: AdminClient,
  ids: readonly string[],
): Promise<DisplayDocument[]> {
  if (ids.length === 0) return [];
  const variables = { ids, namespace: APP_NAMESPACE };
  const { nodes } = await client.run(GET_DISPLAY_DOCUMENTS, variables, schema);
  return nodes.flatMap((node) =>
    // It is of our own making, and was parsed when it was made.
    node?.metafield ? [node.metafield.jsonValue as DisplayDocument] : [],
  );
}

const schema = z.object({
  nodes: z.array(
    z.object({ metafield: z.object({ jsonValue: z.unknown() }).nullish() }).nullable(),
  ),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_DISPLAY_DOCUMENTS = `#graphql
  query GetDisplayDocuments($ids: [ID!]!, $namespace: String!) {
    nodes(ids: $ids) {
      ... on Product {
        metafield(namespace: $namespace, key: "display") {
          jsonValue
        }
      }
    }
  }
`;
