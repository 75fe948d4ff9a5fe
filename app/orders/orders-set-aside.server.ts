import type { Prisma, PrismaClient } from "@prisma/client";

import type { ItemsOfKind } from "../set-aside/item-run.server.ts";

/** Orders by their ids, wherever they are read; a note is all that waits of one, and a later job asks Shopify for it. */
export const ORDERS: ItemsOfKind<string> = {
  kind: "order",
  idOf: (orderId) => orderId,
  subjectOf: (orderId) => orderId,
  close: () => Promise.resolve(),
};

/** Orders that could not be recorded, and are to be tried again. */
export const PUT_OFF_ORDERS = { kind: ORDERS.kind, setAsideAt: null };

/** The ids of a shop's orders that are to be tried again. */
export async function ordersPutOff(prisma: PrismaClient, shop: string): Promise<string[]> {
  const rows = await prisma.setAside.findMany({
    where: { shop, ...PUT_OFF_ORDERS },
    select: { itemId: true },
    orderBy: { failingSince: "asc" },
  });
  return rows.map((row) => row.itemId);
}

/** Notes that Shopify is to be asked for orders, whose news cannot be worked off here, or leaves something open. */
export async function notePutOff(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderIds: readonly string[],
  now: Date,
): Promise<void> {
  await transaction.setAside.createMany({
    data: orderIds.map((id) => ({
      ...{ shop, kind: ORDERS.kind, itemId: id, subjectId: id },
      ...{ reason: "To be read from Shopify.", failingSince: now },
    })),
    skipDuplicates: true,
  });
}
