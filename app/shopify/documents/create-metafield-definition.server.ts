import { z } from "zod";

import { AdminApiError } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { APP_NAMESPACE } from "./set-metafields.server.ts";

export interface DefinitionInput {
  readonly ownerType: "PRODUCT" | "SHOP" | "CUSTOMER" | "DISCOUNT";
  readonly key: string;
  readonly name: string;
  readonly type: "json" | "list.product_reference";
}

/** Defines a metafield of ours; one that is defined already is left as it is. */
export async function createMetafieldDefinition(
  client: AdminClient,
  definition: DefinitionInput,
): Promise<void> {
  const input = { ...definition, namespace: APP_NAMESPACE };
  const { metafieldDefinitionCreate } = await client.run(
    CREATE_METAFIELD_DEFINITION,
    { definition: input },
    schema,
  );
  const refused = metafieldDefinitionCreate.userErrors.filter((one) => one.code !== "TAKEN");
  if (refused.length > 0) {
    throw new AdminApiError(
      `Defining ${definition.key} was refused: ${refused.map((one) => one.message).join("; ")}`,
      { isTransient: false },
    );
  }
}

const schema = z.object({
  metafieldDefinitionCreate: z.object({
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/metafieldDefinitionCreate
const CREATE_METAFIELD_DEFINITION = `#graphql
  mutation CreateMetafieldDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      userErrors {
        code
        message
      }
    }
  }
`;
