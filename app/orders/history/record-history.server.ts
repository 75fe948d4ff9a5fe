import type { PrismaClient } from "@prisma/client";

import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { getRefundedLines } from "../../shopify/documents/get-refund.server.ts";
import { factOf, recordOrder, storeRefunds } from "../record-order.server.ts";
import type { HistoricOrder } from "./read-history-file.server.ts";

/**
 * Stores a batch of past orders, each once. Those from before the installation can have no offer of ours, and are
 * stored as they are; later ones are recorded as their news would be.
 * @param installedAt when Tandem came to the shop
 */
export async function recordHistory(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  batch: readonly HistoricOrder[],
  installedAt: Date,
  now: Date,
): Promise<void> {
  for (const one of batch) await recordRefunds(prisma, shop, client, one);
  const isBefore = ({ order }: HistoricOrder) => new Date(order.createdAt) < installedAt;
  await prisma.orderFact.createMany({
    data: batch
      .filter(isBefore)
      .map(({ order }) => ({ shop, orderId: order.orderId, ...factOf(order) })),
    skipDuplicates: true,
  });
  for (const { order } of batch.filter((one) => !isBefore(one)))
    await recordOrder(prisma, shop, { order, refunds: [] }, now);
}

/** Stores what the refunds of an order took back, before the order; those that are known are not asked for again. */
async function recordRefunds(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  { order: { orderId, currencyCode }, refundIds }: HistoricOrder,
): Promise<void> {
  if (refundIds.length === 0) return;
  const known = await prisma.refundFact.findMany({
    where: { shop, refundId: { in: [...refundIds] } },
  });
  for (const refundId of refundIds) {
    if (known.some((one) => one.refundId === refundId)) continue;
    const lines = await getRefundedLines(client, refundId, currencyCode);
    await storeRefunds(prisma, shop, [{ refundId, orderId, lines }]);
  }
}
