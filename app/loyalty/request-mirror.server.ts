import type { Prisma } from "@prisma/client";

/**
 * Notes that a customer's points or orders changed. It is part of the change's own transaction, so that the
 * sweep finds what no job was started for.
 */
export async function noteMirrorRequest(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
): Promise<void> {
  await transaction.memberMirror.upsert({
    where: { shop_customerId: { shop, customerId } },
    create: { shop, customerId },
    update: { requested: { increment: 1 } },
  });
}

/** The same for many customers, in two statements. */
export async function noteMirrorRequests(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
): Promise<void> {
  await transaction.memberMirror.createMany({
    data: customerIds.map((customerId) => ({ shop, customerId, requested: 0 })),
    skipDuplicates: true,
  });
  await transaction.memberMirror.updateMany({
    where: { shop, customerId: { in: [...customerIds] } },
    data: { requested: { increment: 1 } },
  });
}

/** The same for every member of a shop, since what tiers ask for has changed. */
export async function noteMirrorOfAll(
  transaction: Prisma.TransactionClient,
  shop: string,
): Promise<void> {
  await transaction.memberMirror.updateMany({
    where: { shop },
    data: { requested: { increment: 1 } },
  });
}
