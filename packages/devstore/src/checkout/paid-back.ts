import type { Refund } from "../state/types.ts";

/** What a refund gave back: what its successful transactions did. */
export function paidBackMinor({ lines, transactions }: Refund): number {
  if (!transactions) return lines.reduce((sum, line) => sum + line.subtotalMinor, 0);
  return transactions
    .filter((one) => one.status === "SUCCESS")
    .reduce((sum, one) => sum + one.amountMinor, 0);
}

/** What refunds took back of goods, of the taxes on them, and of shipping, in minor units. */
export function refundedGoods(refunds: readonly Refund[]) {
  const lines = refunds.flatMap((refund) => refund.lines);
  return {
    goodsMinor: lines.reduce((sum, line) => sum + line.subtotalMinor, 0),
    taxMinor: lines.reduce((sum, line) => sum + (line.taxMinor ?? 0), 0),
    shippingMinor: refunds.reduce((sum, refund) => sum + (refund.shippingMinor ?? 0), 0),
  };
}
