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
  if (refunds.length === 0) return;
  const toldOf = ({ lines, money }: OrderRefund) => ({
    lines: lines as unknown as Prisma.InputJsonArray,
    ...money,
  });
  await transaction.refundFact.createMany({
    data: refunds.map((refund) => {
      const { refundId, orderId, chargedBackMinor = 0 } = refund;
      return { shop, refundId, orderId, chargedBackMinor, ...toldOf(refund) };
    }),
    skipDuplicates: true,
  });
  const withMoney = refunds.flatMap((one) => (one.money ? [{ ...one, money: one.money }] : []));
  const rows = await transaction.refundFact.findMany({
    where: { shop, refundId: { in: withMoney.map((one) => one.refundId) } },
    select: { refundId: true, paidBackMinor: true },
  });
  const paidBack = new Map(rows.map((row) => [row.refundId, row.paidBackMinor]));
  for (const refund of withMoney) {
    const { paidBackMinor } = refund.money;
    const known = paidBack.get(refund.refundId);
    if (known != null && known >= paidBackMinor) continue;
    await transaction.refundFact.updateMany({
      where: {
        ...{ shop, refundId: refund.refundId },
        OR: [{ paidBackMinor: null }, { paidBackMinor: { lt: paidBackMinor } }],
      },
      data: toldOf(refund),
    });
  }
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
