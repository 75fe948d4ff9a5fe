import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/**
 * Starts the workflows of Shopify Flow that begin with one of our triggers.
 * @param handle of the extension
 * @param payload by the keys of its fields; references as numbers under `customer_id` and `order_id`
 * @throws {AdminApiRefusal} when Shopify refuses it for good, {AdminApiError} when it cannot be reached
 */
export async function triggerFlow(
  client: AdminClient,
  handle: string,
  payload: Readonly<Record<string, string | number>>,
): Promise<void> {
  const { flowTriggerReceive } = await client.run(TRIGGER_FLOW, { handle, payload }, schema);
  requireNoUserErrors(`Telling Flow of ${handle}`, flowTriggerReceive.userErrors);
}

const schema = z.object({ flowTriggerReceive: z.object({ userErrors: userErrorsSchema }) });

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/flowTriggerReceive
const TRIGGER_FLOW = `#graphql
  mutation TriggerFlow($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors {
        field
        message
      }
    }
  }
`;
