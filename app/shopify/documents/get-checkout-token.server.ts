import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/**
 * The token of the checkout that an order comes of: only its buyer's browser has it.
 * @returns null where the order comes of no checkout, or is gone
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function getCheckoutToken(
  client: AdminClient,
  orderId: string,
): Promise<string | null> {
  const { order } = await client.run(GET_CHECKOUT_TOKEN, { orderId }, schema);
  return order?.checkoutToken ?? null;
}

const schema = z.object({ order: z.object({ checkoutToken: z.string().nullable() }).nullable() });

// https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order#field-Order.fields.checkoutToken
const GET_CHECKOUT_TOKEN = `#graphql
  query GetCheckoutToken($orderId: ID!) {
    order(id: $orderId) {
      checkoutToken
    }
  }
`;
