import type { PrismaClient } from "@prisma/client";

import type { Clock } from "../platform/clock.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { listUpdatedOrders } from "../shopify/documents/list-updated-orders.server.ts";
import { recordFromShopify } from "./record-from-shopify.server.ts";

/** Looked at again each time, so that an update that Shopify shows late is not missed. */
const OVERLAP_MILLISECONDS = 10 * 60_000;

/**
 * Compares with the Admin API what webhooks told, and records what they did not: Shopify promises no
 * delivery. The first time, it begins where Tandem was installed.
 * @returns how many orders had news
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
  let after: string | null = null;
  let repaired = 0;
  do {
    const page = await listUpdatedOrders(client, since, after);
    for (const { id, updatedAt } of page.orders) {
      const known = await prisma.orderFact.findUnique({
        where: { shop_orderId: { shop, orderId: id } },
      });
      if (known && known.updatedAt >= new Date(updatedAt)) continue;
      if (await recordFromShopify(prisma, shop, client, id, await clock(prisma))) repaired++;
    }
    after = page.next;
  } while (after);
  await prisma.shop.update({ where: { shop }, data: { ordersReconciledTo: startedAt } });
  return repaired;
}
