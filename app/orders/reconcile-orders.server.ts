import type { PrismaClient } from "@prisma/client";

import type { Clock } from "../platform/clock.server.ts";
import { reconcileFulfillments } from "../follow-ups/fulfillment-news.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { listUpdatedOrders } from "../shopify/documents/list-updated-orders.server.ts";
import type { UpdatedOrder } from "../shopify/documents/list-updated-orders.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import { ORDERS, ordersPutOff } from "./orders-set-aside.server.ts";
import { recordFromShopify } from "./record-from-shopify.server.ts";

/** Looked at again each time, so that an update that Shopify shows late is not missed. */
const OVERLAP_MILLISECONDS = 10 * 60_000;

/**
 * Compares with the Admin API what webhooks told, and records what they did not: Shopify promises no
 * delivery. The first time, it begins where Tandem was installed. Orders that were put off before are tried again first.
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
  const repair = async (id: string) => {
    if (!(await recordFromShopify(prisma, shop, client, id, await clock(prisma)))) return;
    await reconcileFulfillments({ prisma, shop, client }, id, await clock(prisma));
    repaired++;
  };
  const putOff = await ordersPutOff(prisma, shop);
  await run.each(putOff, repair);
  let after: string | null = null;
  do {
    const page = await listUpdatedOrders(client, since, after);
    const news = page.orders.filter(({ id }) => !putOff.includes(id));
    const facts = await prisma.orderFact.findMany({
      where: { shop, orderId: { in: news.map(({ id }) => id) } },
      select: { orderId: true, updatedAt: true },
    });
    const known = new Map(facts.map((fact) => [fact.orderId, fact.updatedAt]));
    const isNews = ({ id, updatedAt }: UpdatedOrder) => {
      const before = known.get(id);
      return !before || before < new Date(updatedAt);
    };
    await run.each(
      news.filter(isNews).map(({ id }) => id),
      repair,
    );
    after = page.next;
  } while (after);
  // What could not be recorded is noted, and is not found this way again.
  await prisma.shop.update({ where: { shop }, data: { ordersReconciledTo: startedAt } });
  run.finish();
  return repaired;
}
