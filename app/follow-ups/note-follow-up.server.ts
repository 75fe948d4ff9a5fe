import type { Prisma } from "@prisma/client";

/**
 * Notes that there is news of an order's follow-up, in the transaction that stores the news: it is looked at by the next
 * job. One that had ended is opened again, and ends again where nothing changed.
 */
export async function noteFollowUp(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  await transaction.followUp.upsert({
    where: { shop_orderId: { shop, orderId } },
    create: { shop, orderId, dueAt: now, createdAt: now },
    update: { dueAt: now, endedBecause: null, changes: { increment: 1 } },
  });
}

/** The same for an order of whose fulfillments there is news, where the shop had a live sequence when the last of it left. */
export async function noteShipment(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  const known = await transaction.followUp.count({ where: { shop, orderId } });
  if (known > 0 || (await leftWhileLive(transaction, shop, orderId)))
    await noteFollowUp(transaction, shop, orderId, now);
}

async function leftWhileLive(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<boolean> {
  const last = await transaction.orderFulfillment.findFirst({
    where: { shop, orderId, status: "success" },
    orderBy: { createdAt: "desc" },
  });
  if (!last) return false;
  const sequences = await transaction.followUpSequence.count({
    where: { shop, status: "active", activeSince: { lte: last.createdAt } },
  });
  return sequences > 0;
}

/** The same for an order that counts otherwise than before, as when it was paid, where it has a follow-up. */
export async function noteStanding(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  const known = await transaction.followUp.count({ where: { shop, orderId } });
  if (known > 0) await noteFollowUp(transaction, shop, orderId, now);
}
