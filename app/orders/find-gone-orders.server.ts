import type { PrismaClient, Shop } from "@prisma/client";

import type { Clock } from "../platform/clock.server.ts";
import type { ItemRun } from "../set-aside/item-run.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { findOrders } from "../shopify/documents/find-orders.server.ts";
import { recordDeletedOrder } from "./record-deleted-order.server.ts";

const DAY_MILLISECONDS = 86_400_000;
/**
 * Shopify lets an app without `read_all_orders` see the orders of the last 60 days (shopify.dev, "Access scopes"): it does not answer
 * with an older one, which is not gone for that.
 */
const SEEN_DAYS = 59;
/** Orders that Shopify is asked about in one call. */
const BATCH = 250;

interface GoneContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  readonly clock: Clock;
  /** Of orders, by their ids. */
  readonly run: ItemRun<string>;
}

/**
 * Looks once a day which of the known orders Shopify no longer has, and notes that they were deleted: the webhook that tells it may
 * get lost. One call for 250 orders.
 * @returns how many are gone
 */
export async function noteGoneOrders(
  { prisma, shop, client, clock, run }: GoneContext,
  { deletionsLookedAt }: Shop,
): Promise<number> {
  const startedAt = await clock(prisma);
  if (deletionsLookedAt && startedAt.getTime() - deletionsLookedAt.getTime() < DAY_MILLISECONDS)
    return 0;
  let count = 0;
  let after = "";
  for (;;) {
    const page = await prisma.orderFact.findMany({
      where: { shop, orderId: { gt: after }, ...seenSince(startedAt) },
      orderBy: { orderId: "asc" },
      select: { orderId: true },
      take: BATCH,
    });
    const last = page.at(-1);
    if (!last) break;
    after = last.orderId;
    const ids = page.map((row) => row.orderId);
    const there = await findOrders(client, ids);
    const gone = ids.filter((id) => !there.has(id));
    await run.each(gone, async (orderId) =>
      recordDeletedOrder(prisma, shop, orderId, await clock(prisma)),
    );
    count += gone.length;
  }
  await prisma.shop.update({ where: { shop }, data: { deletionsLookedAt: startedAt } });
  return count;
}

/** Notes that an order was deleted that Shopify does not answer with, where it would if it had it. */
export async function recordIfGone(
  prisma: PrismaClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  const known = await prisma.orderFact.count({ where: { shop, orderId, ...seenSince(now) } });
  if (known > 0) await recordDeletedOrder(prisma, shop, orderId, now);
}

/** Orders that are known, that were not deleted, and that Shopify lets an app see. */
function seenSince(now: Date) {
  return {
    standing: { not: "deleted" },
    createdAt: { gt: new Date(now.getTime() - SEEN_DAYS * DAY_MILLISECONDS) },
  };
}
