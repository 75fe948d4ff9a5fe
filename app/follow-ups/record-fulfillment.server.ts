import type { Prisma, PrismaClient } from "@prisma/client";

import type { Fulfillment } from "../../core/follow-ups/fulfillment.ts";
import { lock } from "../platform/lock.server.ts";
import { parseFulfillmentPayload } from "./fulfillment-payload.ts";
import { storeFulfillments } from "./fulfillment-store.server.ts";
import { noteShipment } from "./note-follow-up.server.ts";

/** Notes the state of a fulfillment that a webhook tells of. */
export async function recordFulfillment(
  prisma: PrismaClient,
  shop: string,
  payload: unknown,
  now: Date,
): Promise<void> {
  const { orderId, fulfillment } = parseFulfillmentPayload(payload);
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, orderId);
    await noteFulfillments(transaction, shop, orderId, [fulfillment], now);
  });
}

/**
 * Notes what is told of an order's fulfillments, by whom ever: what is known already changes nothing. The caller holds the order's
 * lock.
 */
export async function noteFulfillments(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  news: readonly Fulfillment[],
  now: Date,
): Promise<void> {
  if (await storeFulfillments(transaction, shop, orderId, news))
    await noteShipment(transaction, shop, orderId, now);
}
