import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/**
 * Writes a metafield in a namespace of the shop's own, which other apps and notifications can read.
 * @throws {AdminApiRefusal} when Shopify refuses it for good
 */
export async function setOwnMetafield(
  client: AdminClient,
  metafield: {
    readonly ownerId: string;
    readonly namespace: string;
    readonly key: string;
    readonly type: string;
    readonly value: string;
  },
): Promise<void> {
  const { metafieldsSet } = await client.run(
    SET_OWN_METAFIELD,
    { metafields: [metafield] },
    schema,
  );
  requireNoUserErrors("Writing a metafield", metafieldsSet.userErrors);
}

const schema = z.object({ metafieldsSet: z.object({ userErrors: userErrorsSchema }) });

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/metafieldsSet
const SET_OWN_METAFIELD = `#graphql
  mutation SetOwnMetafield($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors {
        field
        message
      }
    }
  }
`;
