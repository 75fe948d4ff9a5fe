import type { PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { noteStanding } from "../follow-ups/note-follow-up.server.ts";
import { lock } from "../platform/lock.server.ts";
import { factOf, workOut } from "./record-order.server.ts";

/**
 * Notes that an order was deleted in Shopify: it counts no more, and neither does news of it that comes later, or came never. What
 * had followed of it is taken back.
 */
export async function recordDeletedOrder(
  prisma: PrismaClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, orderId);
    // Facts stay, so that the ledger says of which order it took points back.
    const known = await transaction.$executeRaw`
      UPDATE "OrderFact" SET "standing" = 'deleted', "facts" = "facts" || '{"isDeleted": true}'::jsonb
      WHERE "shop" = ${shop} AND "orderId" = ${orderId}`;
    if (known === 0) {
      const { currencyCode } = await transaction.shop.findUniqueOrThrow({ where: { shop } });
      const row = factOf(unknownOrder(orderId, currencyCode, now));
      await transaction.orderFact.create({ data: { shop, orderId, ...row } });
    }
    await noteStanding(transaction, shop, orderId, now);
    await workOut(transaction, shop, orderId, now);
  });
}

/** What stands for an order of which nothing was told before it was deleted. */
function unknownOrder(orderId: string, currencyCode: string, now: Date): AttributableOrder {
  const at = now.toISOString();
  const times = { createdAt: at, updatedAt: at, cancelledAt: null };
  return { orderId, ...times, currencyCode, isDeleted: true, lines: [] };
}
