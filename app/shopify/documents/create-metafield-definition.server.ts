import { z } from "zod";

import { AdminApiError, requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { APP_NAMESPACE } from "./set-metafields.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

export interface DefinitionInput {
  readonly ownerType: "PRODUCT" | "SHOP" | "CUSTOMER" | "DISCOUNT";
  readonly key: string;
  readonly name: string;
  readonly type: "json" | "list.product_reference";
  /** Left out for what only we, our blocks and our Functions read. Whoever asks the Storefront API sees what is public. */
  readonly access?: { readonly storefront: "PUBLIC_READ" };
}

/** Defines a metafield of ours; one that is defined already keeps its type, and gets the access. */
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
  const { userErrors } = metafieldDefinitionCreate;
  const refused = userErrors.filter((one) => one.code !== "TAKEN");
  if (refused.length > 0) {
    throw new AdminApiError(
      `Defining ${definition.key} was refused: ${refused.map((one) => one.message).join("; ")}`,
      { isTransient: false },
    );
  }
  if (userErrors.length > 0 && definition.access) await openDefinition(client, definition);
}

async function openDefinition(
  client: AdminClient,
  { ownerType, key, access }: DefinitionInput,
): Promise<void> {
  const definition = { ownerType, key, namespace: APP_NAMESPACE, access };
  const { metafieldDefinitionUpdate } = await client.run(
    UPDATE_METAFIELD_DEFINITION,
    { definition },
    updateSchema,
  );
  requireNoUserErrors(`Making ${key} public`, metafieldDefinitionUpdate.userErrors);
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

const updateSchema = z.object({
  metafieldDefinitionUpdate: z.object({ userErrors: userErrorsSchema }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/metafieldDefinitionUpdate
const UPDATE_METAFIELD_DEFINITION = `#graphql
  mutation UpdateMetafieldDefinition($definition: MetafieldDefinitionUpdateInput!) {
    metafieldDefinitionUpdate(definition: $definition) {
      userErrors {
        field
        message
      }
    }
  }
`;
