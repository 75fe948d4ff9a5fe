import type { Prisma, PrismaClient } from "@prisma/client";
import { instantOf } from "@tandem/storefront-kit/dates";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { isBefore, pointsFactorOf } from "../../core/loyalty/order-factor.ts";
import type { PlacedOrder } from "../../core/loyalty/order-factor.ts";
import { programmeFor } from "../../core/loyalty/programme-for.ts";
import type { ProgrammeVersion } from "../../core/loyalty/programme.ts";
import { ORDERS } from "../orders/orders-set-aside.server.ts";
import { refundsOfOrders } from "../orders/refunds-of-orders.server.ts";
import { lock, lockAll } from "../platform/lock.server.ts";
import { log } from "../platform/log.server.ts";
import { ordersWithoutErased } from "../privacy/without-erased.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import { accountOrder, entriesOf, worthOf } from "./account-order.server.ts";
import type { AccountedOrder } from "./account-order.server.ts";
import { placedOrders } from "./balances.server.ts";
import { noteMirrorRequests } from "./request-mirror.server.ts";
import { programmeVersions } from "./programme-store.server.ts";

/** Orders that are worked out together, in one transaction. */
const BATCH = 500;
/** How long that may take. It takes a second or so; a machine that is busy with other shops may take its time. */
const BATCH_MILLISECONDS = 60_000;

/**
 * Enters what the orders from before the programme earn, where it lets them: those that have no entry yet, oldest
 * first, in batches. Stopped half-way, it goes on with those that are left.
 * @returns how many orders were entered
 */
export async function accountHistory(
  prisma: PrismaClient,
  shop: string,
  now: () => Date,
): Promise<number> {
  const versions = await programmeVersions(prisma, shop);
  const first = versions.find((one) => one.rules.isRunning);
  const [since] = versions.flatMap((one) => one.rules.earnsSince ?? []).toSorted();
  if (!first || since === undefined) return 0;
  const { timeZone } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  let after = { createdAt: new Date(instantOf(`${since}T00:00`, timeZone)), orderId: "" };
  const run = new ItemRun({ prisma, shop, now }, ORDERS);
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
    if (!last) break;
    after = { createdAt: last.createdAt, orderId: last.orderId };
    const orders = page.map((row) => row.facts as unknown as AttributableOrder);
    const context = { prisma, shop, versions, timeZone };
    try {
      count += await accountBatch(context, orders);
    } catch (failure) {
      // One of them, perhaps: then the others are entered without it.
      log.warn({ shop, err: failure }, "past orders are entered one by one");
      await run.each(
        orders.map((order) => order.orderId),
        async (orderId) => {
          await accountOne(prisma, shop, orderId);
          count++;
        },
      );
    }
  }
  run.finish();
  return count;
}

type Claimed = AttributableOrder & { readonly customerId: string };

interface HistoryContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly versions: readonly ProgrammeVersion[];
  readonly timeZone: string;
}

async function accountBatch(
  { prisma, shop, versions, timeZone }: HistoryContext,
  orders: readonly AttributableOrder[],
): Promise<number> {
  const late: string[] = [];
  const enter = async (transaction: Prisma.TransactionClient) => {
    // They were read before: somebody may have been erased since.
    const kept = await ordersWithoutErased(transaction, shop, orders);
    const claimed = kept.filter((order): order is Claimed => order.customerId !== undefined);
    const customerIds = [...new Set(claimed.map((order) => order.customerId))].toSorted();
    await lockAll(transaction, shop, customerIds);
    const placed: Map<string, PlacedOrder[]> = await placedOrders(transaction, shop, customerIds);
    const known = new Set([...placed.values()].flat().map((one) => one.orderId));
    const refunds = await refundsOfOrders(
      transaction,
      shop,
      claimed.map((order) => order.orderId),
    );
    const made = [];
    for (const order of claimed) {
      if (known.has(order.orderId)) continue;
      const programme = programmeFor(versions, order.createdAt, timeZone);
      if (!programme) continue;
      const own = placed.get(order.customerId) ?? [];
      const place = { orderId: order.orderId, orderedAt: order.createdAt };
      if (own.some((one) => isBefore(place, one))) {
        late.push(order.orderId);
        continue;
      }
      const accounted: AccountedOrder = {
        order,
        takenBack: refunds.get(order.orderId) ?? [],
        programme,
        timeZone,
        recorded: [],
      };
      const factor = pointsFactorOf(place, own, programme.rules, timeZone);
      const worth = worthOf(accounted, factor);
      placed.set(order.customerId, [...own, { ...place, ...worth }]);
      made.push({
        entries: entriesOf(shop, accounted, { now: factor, before: factor }),
        row: { shop, ...place, customerId: order.customerId, ...worth },
      });
    }
    await transaction.ledgerEntry.createMany({ data: made.flatMap((one) => one.entries) });
    await transaction.loyaltyOrder.createMany({ data: made.map((one) => one.row) });
    const members = [...new Set(made.map((one) => one.row.customerId))];
    await noteMirrorRequests(transaction, shop, members);
    return made.length;
  };
  const entered = await prisma.$transaction(enter, { timeout: BATCH_MILLISECONDS });
  // Later orders of the same customer may count otherwise now, so these go the way of news.
  for (const orderId of late) await accountOne(prisma, shop, orderId);
  return entered + late.length;
}

/** Enters one order, the way that news of it goes. */
async function accountOne(prisma: PrismaClient, shop: string, orderId: string): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, orderId);
    await accountOrder(transaction, shop, orderId);
  });
}
