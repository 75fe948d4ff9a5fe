import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/** Adds a tag to a resource; where it has it, nothing happens. @throws {AdminApiError} */
export async function addTag(client: AdminClient, id: string, tag: string): Promise<void> {
  const { tagsAdd } = await client.run(ADD_TAGS, { id, tags: [tag] }, addedSchema);
  requireNoUserErrors("Tagging", tagsAdd.userErrors);
}

/** Takes a tag off a resource; where it has it not, nothing happens. @throws {AdminApiError} */
export async function removeTag(client: AdminClient, id: string, tag: string): Promise<void> {
  const { tagsRemove } = await client.run(REMOVE_TAGS, { id, tags: [tag] }, removedSchema);
  requireNoUserErrors("Taking a tag off", tagsRemove.userErrors);
}

const payload = z.object({ userErrors: userErrorsSchema });
const addedSchema = z.object({ tagsAdd: payload });
const removedSchema = z.object({ tagsRemove: payload });

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/tagsAdd
const ADD_TAGS = `#graphql
  mutation AddTags($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors {
        field
        message
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/tagsRemove
const REMOVE_TAGS = `#graphql
  mutation RemoveTags($id: ID!, $tags: [String!]!) {
    tagsRemove(id: $id, tags: $tags) {
      userErrors {
        field
        message
      }
    }
  }
`;
