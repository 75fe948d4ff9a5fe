import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { MOST_LINES } from "./get-one-click-order.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/**
 * Takes every unit of a variant off an order, and puts it back into stock. Until the edit is committed nothing of the order has
 * changed, so a crash in between is harmless.
 * @throws {AdminApiError} when Shopify cannot be reached, or does not let the order be edited
 */
export async function takeOffOrder(
  client: AdminClient,
  orderId: string,
  variantId: string,
  staffNote: string,
): Promise<void> {
  const { orderEditBegin: begun } = await client.run(
    BEGIN_EDIT,
    { orderId, lines: MOST_LINES },
    beginSchema,
  );
  requireNoUserErrors("Editing the order", begun.userErrors);
  const { id, lineItems } = begun.calculatedOrder!;
  const lines = lineItems.nodes.filter(
    (line) => line.variant?.id === variantId && line.quantity > 0,
  );
  // Somebody else may have taken it off.
  if (lines.length === 0) return;
  for (const line of lines) {
    const variables = { id, lineItemId: line.id };
    const { orderEditSetQuantity } = await client.run(TAKE_OFF, variables, takeOffSchema);
    requireNoUserErrors("Taking a line off the order", orderEditSetQuantity.userErrors);
  }
  const { orderEditCommit } = await client.run(COMMIT_EDIT, { id, staffNote }, commitSchema);
  requireNoUserErrors("Editing the order", orderEditCommit.userErrors);
}

const beginSchema = z.object({
  orderEditBegin: z.object({
    calculatedOrder: z
      .object({
        id: z.string(),
        lineItems: z.object({
          nodes: z.array(
            z.object({
              id: z.string(),
              quantity: z.number(),
              variant: z.object({ id: z.string() }).nullable(),
            }),
          ),
        }),
      })
      .nullable(),
    userErrors: userErrorsSchema,
  }),
});
const takeOffSchema = z.object({
  orderEditSetQuantity: z.object({ userErrors: userErrorsSchema }),
});
const commitSchema = z.object({ orderEditCommit: z.object({ userErrors: userErrorsSchema }) });

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderEditBegin
const BEGIN_EDIT = `#graphql
  mutation BeginEdit($orderId: ID!, $lines: Int!) {
    orderEditBegin(id: $orderId) {
      calculatedOrder {
        id
        lineItems(first: $lines) {
          nodes {
            id
            quantity
            variant {
              id
            }
          }
        }
      }
      userErrors {
        field
        message
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderEditSetQuantity
const TAKE_OFF = `#graphql
  mutation TakeOff($id: ID!, $lineItemId: ID!) {
    orderEditSetQuantity(id: $id, lineItemId: $lineItemId, quantity: 0, restock: true) {
      userErrors {
        field
        message
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderEditCommit
const COMMIT_EDIT = `#graphql
  mutation CommitEdit($id: ID!, $staffNote: String!) {
    orderEditCommit(id: $id, notifyCustomer: false, staffNote: $staffNote) {
      userErrors {
        field
        message
      }
    }
  }
`;
