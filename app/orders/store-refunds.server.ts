import type { Prisma } from "@prisma/client";

import { isChargeback } from "../../core/attribution/chargebacks.ts";
import type { OrderRefund } from "./refund-payload.ts";

/**
 * Stores refunds, each once, whether or not their order is known. Their money is told anew until it has gone back: a transaction that
 * was pending succeeds later, and none that succeeded fails, so the most that was told holds.
 */
export async function storeRefunds(
  transaction: Prisma.TransactionClient,
  shop: string,
  refunds: readonly OrderRefund[],
): Promise<void> {
  const rows = refunds.map(({ refundId, orderId, lines, chargedBackMinor = 0, money }) => ({
    key: { shop, refundId },
    told: { lines: lines as unknown as Prisma.InputJsonArray, ...money },
    more: { orderId, chargedBackMinor },
  }));
  await transaction.refundFact.createMany({
    data: rows.map(({ key, told, more }) => ({ ...key, ...told, ...more })),
    skipDuplicates: true,
  });
  for (const { key, told } of rows)
    if (told.paidBackMinor !== undefined)
      await transaction.refundFact.updateMany({
        where: {
          ...key,
          OR: [{ paidBackMinor: null }, { paidBackMinor: { lt: told.paidBackMinor } }],
        },
        data: told,
      });
}

/** Whether the money of some refunds is not known: their news tells it in the buyer's currency. */
export async function hasUnknownMoney(
  transaction: Prisma.TransactionClient,
  shop: string,
  refunds: readonly OrderRefund[],
): Promise<boolean> {
  const untold = refunds.filter((one) => !one.money && !isChargeback(one.refundId));
  if (untold.length === 0) return false;
  const unknown = await transaction.refundFact.count({
    where: { shop, refundId: { in: untold.map((one) => one.refundId) }, paidBackMinor: null },
  });
  return unknown > 0;
}
