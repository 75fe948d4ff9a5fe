import type { OrderFulfillment, Prisma } from "@prisma/client";
import { z } from "zod";

import { newerFulfillment } from "../../core/follow-ups/fulfillment.ts";
import type { Fulfillment } from "../../core/follow-ups/fulfillment.ts";

const linesSchema = z.array(z.object({ lineItemId: z.string(), quantity: z.number() })).nullable();

/** The fulfillments of orders, by order id; an order without any is not in the map. */
export async function fulfillmentsOf(
  prisma: Prisma.TransactionClient,
  shop: string,
  orderIds: readonly string[],
): Promise<Map<string, Fulfillment[]>> {
  const rows = await prisma.orderFulfillment.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
    orderBy: { fulfillmentId: "asc" },
  });
  const byOrder = new Map<string, Fulfillment[]>();
  for (const row of rows)
    byOrder.set(row.orderId, [...(byOrder.get(row.orderId) ?? []), toFulfillment(row)]);
  return byOrder;
}

/**
 * Keeps what is new of an order's fulfillments: of each the newest state, in whatever order their news comes, and however often. The
 * caller holds the order's lock.
 * @returns whether anything was new
 */
export async function storeFulfillments(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  news: readonly Fulfillment[],
): Promise<boolean> {
  const known = (await fulfillmentsOf(transaction, shop, [orderId])).get(orderId) ?? [];
  const changed = changedBy(known, news);
  for (const fulfillment of changed) {
    const { fulfillmentId, lines, ...state } = fulfillment;
    const data = { ...state, orderId, ...(lines && { lines: lines.map((line) => ({ ...line })) }) };
    await transaction.orderFulfillment.upsert({
      where: { shop_fulfillmentId: { shop, fulfillmentId } },
      create: { shop, fulfillmentId, ...data },
      update: data,
    });
  }
  return changed.length > 0;
}

/** What is known after the news, of those fulfillments of which it changes anything. */
export function changedBy(
  known: readonly Fulfillment[],
  news: readonly Fulfillment[],
): Fulfillment[] {
  const states = new Map(known.map((one) => [one.fulfillmentId, one]));
  const changed = new Set<string>();
  for (const told of news) {
    const before = states.get(told.fulfillmentId);
    const after = before ? newerFulfillment(before, told) : told;
    if (before && isSame(before, after)) continue;
    states.set(told.fulfillmentId, after);
    changed.add(told.fulfillmentId);
  }
  return [...changed].map((id) => states.get(id)!);
}

function isSame(one: Fulfillment, other: Fulfillment): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

/** Shopify writes one instant in several ways. */
function comparable(fulfillment: Fulfillment) {
  const { status, shipmentStatus, createdAt, updatedAt, deliveredAt } = fulfillment;
  const instants = [createdAt, updatedAt, deliveredAt].map((at) => at && Date.parse(at));
  const { requiresShipping, lines } = fulfillment;
  const units = lines?.map(({ lineItemId, quantity }) => [lineItemId, quantity]) ?? null;
  return [status, shipmentStatus, instants, requiresShipping, units];
}

function toFulfillment(row: OrderFulfillment): Fulfillment {
  const { fulfillmentId, status, shipmentStatus, requiresShipping } = row;
  return {
    fulfillmentId,
    status,
    shipmentStatus,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    requiresShipping,
    lines: linesSchema.parse(row.lines),
  };
}
