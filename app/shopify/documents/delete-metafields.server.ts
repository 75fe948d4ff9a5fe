import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { APP_NAMESPACE } from "./set-metafields.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/** Deletes metafields of ours; one that is gone already is no error. */
export async function deleteMetafields(
  client: AdminClient,
  metafields: readonly { ownerId: string; key: string }[],
): Promise<void> {
  const input = metafields.map((metafield) => ({ ...metafield, namespace: APP_NAMESPACE }));
  const { metafieldsDelete } = await client.run(DELETE_METAFIELDS, { metafields: input }, schema);
  requireNoUserErrors("Deleting metafields", metafieldsDelete.userErrors);
}

const schema = z.object({ metafieldsDelete: z.object({ userErrors: userErrorsSchema }) });

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/metafieldsDelete
const DELETE_METAFIELDS = `#graphql
  mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      userErrors {
        field
        message
      }
    }
  }
`;
