import type { PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { log } from "../../platform/log.server.ts";
import { ordersWithoutErased } from "../../privacy/without-erased.server.ts";
import type { ItemRun } from "../../set-aside/item-run.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { getRefund } from "../../shopify/documents/get-refund.server.ts";
import { factOf, recordOrder } from "../record-order.server.ts";
import { storeRefunds } from "../store-refunds.server.ts";
import type { HistoricOrder, UnreadableOrder } from "./read-history-file.server.ts";

/** What past orders are read with. */
export interface HistoryContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
}

/**
 * Stores a batch of past orders, each once. Those from before the installation can have no offer of ours, and are
 * stored as they are; later ones are recorded as their news would be. An order that cannot be stored holds up no other.
 * @param run of orders, by their ids
 * @param installedAt when Tandem came to the shop
 */
export async function recordHistory(
  { prisma, shop, client }: HistoryContext,
  run: ItemRun<string>,
  batch: readonly (HistoricOrder | UnreadableOrder)[],
  installedAt: Date,
  now: Date,
): Promise<void> {
  const isBefore = (order: AttributableOrder) => new Date(order.createdAt) < installedAt;
  const isPlain = (one: HistoricOrder | UnreadableOrder): one is HistoricOrder =>
    "order" in one && one.refundIds.length === 0 && isBefore(one.order);
  const plain = batch.filter(isPlain);
  const areStored = await storeTogether(
    prisma,
    shop,
    plain.map((one) => one.order),
  );
  const left = areStored ? batch.filter((one) => !isPlain(one)) : batch;
  const byId = new Map(left.map((one) => ["order" in one ? one.order.orderId : one.orderId, one]));
  await run.each([...byId.keys()], async (orderId) => {
    const one = byId.get(orderId)!;
    if (!("order" in one)) throw one.failure;
    await recordRefunds(prisma, shop, client, one);
    if (isBefore(one.order)) await storeFacts(prisma, shop, [one.order]);
    else await recordOrder(prisma, shop, { order: one.order, refunds: [] }, now);
  });
}

/** Stores orders in one statement. @returns false where one of them cannot be stored: they have to be stored one by one */
async function storeTogether(
  prisma: PrismaClient,
  shop: string,
  orders: readonly AttributableOrder[],
): Promise<boolean> {
  try {
    await storeFacts(prisma, shop, orders);
    return true;
  } catch (failure) {
    log.warn({ shop, err: failure }, "past orders are stored one by one");
    return false;
  }
}

async function storeFacts(
  prisma: PrismaClient,
  shop: string,
  orders: readonly AttributableOrder[],
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const kept = await ordersWithoutErased(transaction, shop, orders);
    await transaction.orderFact.createMany({
      data: kept.map((order) => ({ shop, orderId: order.orderId, ...factOf(order) })),
      skipDuplicates: true,
    });
  });
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
    const refund = await getRefund(client, refundId, currencyCode);
    if (refund) await storeRefunds(prisma, shop, [{ refundId, orderId, ...refund }]);
  }
}
