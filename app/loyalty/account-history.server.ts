import type { Prisma, PrismaClient } from "@prisma/client";

import type { AttributableOrder, RefundedLine } from "../../core/attribution/attribute-order.ts";
import { isBefore, pointsFactorOf } from "../../core/loyalty/order-factor.ts";
import type { PlacedOrder } from "../../core/loyalty/order-factor.ts";
import { programmeFor } from "../../core/loyalty/programme-for.ts";
import { lock } from "../platform/lock.server.ts";
import { accountOrder, entriesOf, worthOf } from "./account-order.server.ts";
import type { AccountedOrder } from "./account-order.server.ts";
import { programmeVersions } from "./programme-store.server.ts";

/** Orders that are worked out together. */
const BATCH = 500;

/**
 * Enters what the orders from before the programme earn, where it lets them: those that have no entry yet, oldest
 * first, in batches. Stopped half-way, it goes on with those that are left.
 * @returns how many orders were entered
 */
export async function accountHistory(prisma: PrismaClient, shop: string): Promise<number> {
  const versions = await programmeVersions(prisma, shop);
  const first = versions.find((one) => one.rules.isRunning);
  if (!first || versions.every((one) => one.rules.earnsSince === null)) return 0;
  let after = { createdAt: new Date(0), orderId: "" };
  let count = 0;
  for (;;) {
    const page = await prisma.orderFact.findMany({
      where: {
        shop,
        createdAt: { gte: after.createdAt, lt: new Date(first.startsAt) },
        OR: [
          { createdAt: { gt: after.createdAt } },
          { createdAt: after.createdAt, orderId: { gt: after.orderId } },
        ],
      },
      orderBy: [{ createdAt: "asc" }, { orderId: "asc" }],
      take: BATCH,
    });
    const last = page.at(-1);
    if (!last) return count;
    after = { createdAt: last.createdAt, orderId: last.orderId };
    const orders = page.map((row) => row.facts as unknown as AttributableOrder);
    count += await accountBatch(prisma, shop, orders);
  }
}

type Claimed = AttributableOrder & { readonly customerId: string };

async function accountBatch(
  prisma: PrismaClient,
  shop: string,
  orders: readonly AttributableOrder[],
): Promise<number> {
  const versions = await programmeVersions(prisma, shop);
  const { timeZone } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const claimed = orders.filter((order): order is Claimed => order.customerId !== undefined);
  const customerIds = [...new Set(claimed.map((order) => order.customerId))].toSorted();
  const late: string[] = [];
  const entered = await prisma.$transaction(async (transaction) => {
    for (const customerId of customerIds) await lock(transaction, shop, customerId);
    const placed = new Map<string, PlacedOrder[]>(customerIds.map((id) => [id, []]));
    const known = new Set<string>();
    const rows = await transaction.loyaltyOrder.findMany({
      where: { shop, customerId: { in: customerIds } },
    });
    for (const { customerId, orderId, orderedAt, netMinor, points } of rows) {
      known.add(orderId);
      placed.get(customerId)!.push({
        orderId,
        orderedAt: orderedAt.toISOString(),
        netMinor,
        points,
      });
    }
    const refunds = await refundsOf(
      transaction,
      shop,
      claimed.map((order) => order.orderId),
    );
    const made = [];
    for (const order of claimed) {
      if (known.has(order.orderId)) continue;
      const programme = programmeFor(versions, order.createdAt, timeZone);
      if (!programme) continue;
      const own = placed.get(order.customerId)!;
      const place = { orderId: order.orderId, orderedAt: order.createdAt };
      if (own.some((one) => isBefore(place, one))) {
        late.push(order.orderId);
        continue;
      }
      const accounted: AccountedOrder = {
        order,
        refunds: refunds.get(order.orderId) ?? [],
        programme,
        recorded: [],
      };
      const factor = pointsFactorOf(place, own, programme.rules, timeZone);
      const worth = worthOf(accounted, factor);
      own.push({ ...place, ...worth });
      made.push({
        entries: entriesOf(shop, accounted, { now: factor, before: factor }),
        row: { shop, ...place, customerId: order.customerId, ...worth },
      });
    }
    await transaction.ledgerEntry.createMany({ data: made.flatMap((one) => one.entries) });
    await transaction.loyaltyOrder.createMany({ data: made.map((one) => one.row) });
    const members = [...new Set(made.map((one) => one.row.customerId))];
    await transaction.memberMirror.createMany({
      data: members.map((customerId) => ({ shop, customerId, requested: 0 })),
      skipDuplicates: true,
    });
    await transaction.memberMirror.updateMany({
      where: { shop, customerId: { in: members } },
      data: { requested: { increment: 1 } },
    });
    return made.length;
  });
  // Later orders of the same customer may count otherwise now, so these go the way of news.
  for (const orderId of late)
    await prisma.$transaction(async (transaction) => {
      await lock(transaction, shop, orderId);
      await accountOrder(transaction, shop, orderId);
    });
  return entered + late.length;
}

async function refundsOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderIds: readonly string[],
): Promise<Map<string, { refundId: string; lines: readonly RefundedLine[] }[]>> {
  const rows = await transaction.refundFact.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
  });
  const byOrder = new Map<string, { refundId: string; lines: readonly RefundedLine[] }[]>();
  for (const { orderId, refundId, lines } of rows) {
    const own = byOrder.get(orderId) ?? [];
    own.push({ refundId, lines: lines as unknown as RefundedLine[] });
    byOrder.set(orderId, own);
  }
  return byOrder;
}
