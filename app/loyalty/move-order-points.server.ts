import type { Prisma } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { lastOut, outKey } from "../../core/loyalty/order-entries.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import type { AccountedOrder } from "./account-order.server.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";

/**
 * Takes an order's points from whom it named before to whom it names now; the order's own sum stays what it is.
 * @returns the customers whom it named before
 */
export async function moveToCustomer(
  transaction: Prisma.TransactionClient,
  shop: string,
  { order: { orderId, customerId }, programme }: AccountedOrder,
): Promise<string[]> {
  const before = await pointsOfCustomers(transaction, shop, orderId, customerId);
  const moves = await transaction.ledgerEntry.count({ where: { shop, orderId, kind: "moved" } });
  for (const [index, { customerId: from, points }] of before.entries()) {
    const { availableAt } = await transaction.ledgerEntry.findFirstOrThrow({
      where: { shop, orderId },
    });
    const common = { shop, orderId, kind: "moved", availableAt };
    const version = { programmeVersion: programme.version };
    const key = `order/${numericId(orderId)}/moved/${moves + index}`;
    await transaction.ledgerEntry.createMany({
      data: [
        { ...common, ...version, key: `${key}/out`, customerId: from, points: -points },
        { ...common, ...version, key: `${key}/in`, customerId, points },
      ],
    });
    await noteMirrorRequest(transaction, shop, from);
  }
  return before.map((one) => one.customerId);
}

/**
 * Takes an order's points back from everyone whom it named, since it names nobody now.
 * @returns the customers whom it named before
 */
export async function takeFromCustomers(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<string[]> {
  const before = await pointsOfCustomers(transaction, shop, orderId, null);
  const entries = await transaction.ledgerEntry.findMany({
    where: { shop, orderId },
    orderBy: { createdAt: "asc" },
  });
  const [first] = entries;
  if (!first) return [];
  const number = numericId(orderId);
  const { count } = lastOut(number, entries);
  const { availableAt, programmeVersion } = first;
  for (const [index, { customerId, points }] of before.entries()) {
    await transaction.ledgerEntry.create({
      data: {
        shop,
        orderId,
        key: outKey(number, count + 1 + index),
        kind: "removed",
        customerId,
        points: -points,
        availableAt,
        programmeVersion,
      },
    });
    await noteMirrorRequest(transaction, shop, customerId);
  }
  return before.map((one) => one.customerId);
}

/** What customers have of an order, except for one; those who have nothing of it are left out. */
async function pointsOfCustomers(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  except: string | null,
): Promise<{ customerId: string; points: number }[]> {
  const sums = await transaction.ledgerEntry.groupBy({
    by: ["customerId"],
    where: { shop, orderId, ...(except !== null && { customerId: { not: except } }) },
    _sum: { points: true },
    orderBy: { customerId: "asc" },
  });
  return sums
    .map(({ customerId, _sum }) => ({ customerId, points: exactNumber(_sum.points ?? 0n) }))
    .filter(({ points }) => points !== 0);
}
