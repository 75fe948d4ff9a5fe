import type { PrismaClient } from "@prisma/client";

import { chunk } from "../../core/lists/chunk.ts";
import type { Clock } from "../platform/clock.server.ts";
import {
  allFulfillmentNews,
  reconcileFulfillments,
} from "../follow-ups/fulfillment-news.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getOrders } from "../shopify/documents/get-order.server.ts";
import { listUpdatedOrders } from "../shopify/documents/list-updated-orders.server.ts";
import type { UpdatedOrder } from "../shopify/documents/list-updated-orders.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import { noteGoneOrders, recordIfGone } from "./find-gone-orders.server.ts";
import { ORDERS, ordersPutOff } from "./orders-set-aside.server.ts";
import { recordFound } from "./record-from-shopify.server.ts";

/** Looked at again each time, so that an update that Shopify shows late is not missed. */
const OVERLAP_MILLISECONDS = 10 * 60_000;
/** Orders that Shopify is asked for together, and that are recorded before the next are. */
const TOGETHER = 48;

/**
 * Compares with the Admin API what webhooks told, and records what they did not: Shopify promises no
 * delivery. The first time, it begins where Tandem was installed. Orders that were put off before, or that are to be read again, are
 * tried first. Once a day, it looks whether Shopify still has the orders that are known.
 * @returns how many orders had news
 * @throws what made orders be put off; the job tries them again
 */
export async function reconcileOrders(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  clock: Clock,
): Promise<number> {
  const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const begin = settings.ordersReconciledTo ?? settings.createdAt;
  const since = new Date(begin.getTime() - OVERLAP_MILLISECONDS).toISOString();
  const startedAt = await clock(prisma);
  const run = new ItemRun<string>({ prisma, shop, now: () => clock(prisma) }, ORDERS);
  let repaired = 0;
  const context = { prisma, shop, client };
  const repair = async (id: string, read: ReadTogether) => {
    const now = await clock(prisma);
    const order = read.orders.get(id);
    if (!order) {
      await recordIfGone(prisma, shop, id, now);
      return;
    }
    await recordFound(prisma, shop, client, order, now);
    await reconcileFulfillments(context, id, read.fulfillments, await clock(prisma));
    repaired++;
  };
  const repairAll = async (ids: readonly string[]) => {
    for (const some of chunk(ids, TOGETHER)) {
      const read = await readIfPossible(context, some);
      await run.each(some, async (id) => repair(id, read ?? (await readTogether(context, [id]))));
    }
  };
  const putOff = await ordersPutOff(prisma, shop);
  await repairAll(putOff);
  let after: string | null = null;
  do {
    const page = await listUpdatedOrders(client, since, after);
    const news = page.orders.filter(({ id }) => !putOff.includes(id));
    await repairAll(await unknownStates(prisma, shop, news));
    after = page.next;
  } while (after);
  repaired += await noteGoneOrders({ prisma, shop, client, clock, run }, settings);
  // What could not be recorded is noted, and is not found this way again.
  await prisma.shop.update({ where: { shop }, data: { ordersReconciledTo: startedAt } });
  run.finish();
  return repaired;
}

interface ReadContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
}

/** What Shopify answers of some orders: those that it has, and the news of their fulfillments. */
type ReadTogether = Awaited<ReturnType<typeof readTogether>>;

async function readTogether(context: ReadContext, ids: readonly string[]) {
  return {
    orders: await getOrders(context.client, ids),
    fulfillments: await allFulfillmentNews(context, ids),
  };
}

/** Null where they cannot be read together: then each is read by itself, so that one that cannot be read holds up no other. */
async function readIfPossible(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadTogether | null> {
  try {
    return await readTogether(context, ids);
  } catch (failure) {
    if (failure instanceof AdminApiError) return null;
    throw failure;
  }
}

/** The ids of those orders that are told otherwise than they are known: later, or of the same second with another payment. */
async function unknownStates(
  prisma: PrismaClient,
  shop: string,
  orders: readonly UpdatedOrder[],
): Promise<string[]> {
  const facts = await prisma.orderFact.findMany({
    where: { shop, orderId: { in: orders.map(({ id }) => id) } },
    select: {
      orderId: true,
      updatedAt: true,
      cancelledAt: true,
      financialStatus: true,
      standing: true,
    },
  });
  const known = new Map(facts.map((fact) => [fact.orderId, fact]));
  const isNews = ({ id, updatedAt, cancelledAt, displayFinancialStatus }: UpdatedOrder) => {
    const before = known.get(id);
    if (!before || before.updatedAt < new Date(updatedAt)) return true;
    // It was taken for gone, and is there.
    if (before.standing === "deleted") return true;
    return (
      before.updatedAt.getTime() === Date.parse(updatedAt) &&
      ((before.cancelledAt === null) !== (cancelledAt === null) ||
        before.financialStatus !== displayFinancialStatus)
    );
  };
  return orders.filter(isNews).map(({ id }) => id);
}
