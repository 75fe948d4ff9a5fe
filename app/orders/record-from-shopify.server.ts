import type { PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { standingLines } from "../../core/attribution/standing-lines.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getOrder } from "../shopify/documents/get-order.server.ts";
import type { FoundOrder } from "../shopify/documents/get-order.server.ts";
import { getRefunds } from "../shopify/documents/get-refund.server.ts";
import { recordOrder } from "./record-order.server.ts";

/**
 * Asks Shopify for an order with its refunds, and records it as its news would be.
 * @returns null where Shopify does not have it
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function recordFromShopify(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  orderId: string,
  now: Date,
): Promise<AttributableOrder | null> {
  const found = await getOrder(client, orderId);
  return found && recordFound(prisma, shop, client, found, now);
}

/** Records an order that Shopify has just answered with, with its refunds. */
export async function recordFound(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  found: FoundOrder,
  now: Date,
): Promise<AttributableOrder> {
  const { orderId } = found.order;
  const { refundIds, currentQuantities } = found;
  const { currencyCode } = found.order;
  const read = await getRefunds(
    client,
    refundIds.map((refundId) => ({ refundId, currencyCode })),
  );
  const refunds = [...read].map(([refundId, refund]) => ({ refundId, orderId, ...refund }));
  const refunded = refunds.flatMap((refund) => refund.lines);
  const lines = standingLines(found.order.lines, currentQuantities, refunded);
  const order = { ...found.order, lines };
  await recordOrder(prisma, shop, { order, refunds, isAsked: true }, now);
  return order;
}
