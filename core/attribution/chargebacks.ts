import type { AttributableOrder, RefundedLine } from "./attribute-order.ts";

/** What was taken back of an order: by a refund of some lines, or, where a bank took the money back, of an amount. */
export interface TakenBack {
  /** `gid://shopify/Refund/…`, or `gid://shopify/ShopifyPaymentsDispute/…` of a chargeback. */
  readonly refundId: string;
  readonly lines: readonly RefundedLine[];
  /** What a lost chargeback took, in minor units of the order's currency; 0 for a refund. */
  readonly chargedBackMinor: number;
}

const CHARGEBACK = "gid://shopify/ShopifyPaymentsDispute/";

export function isChargeback(refundId: string): boolean {
  return refundId.startsWith(CHARGEBACK);
}

/** What was paid for an order's lines, after discounts and without shipping, less what refunds took back, line by line. */
export function paidMinorByLine(
  order: AttributableOrder,
  refunds: readonly RefundedLine[],
): Map<string, number> {
  return new Map(
    order.lines.map((line) => {
      const off = line.discounts.reduce((sum, one) => sum + one.amountMinor, 0);
      const refunded = refunds
        .filter((one) => one.lineItemId === line.lineItemId)
        .reduce((sum, one) => sum + one.subtotalMinor, 0);
      return [
        line.lineItemId,
        Math.max(0, line.quantity * line.unitPriceMinor - off - refunded),
      ] as const;
    }),
  );
}

/**
 * Spreads what chargebacks took over what refunds leave of the lines, in proportion: a bank takes an amount back, and
 * says nothing of lines. Shipping and taxes that it takes as well are not known here, so an amount beyond the lines is
 * cut to them. Each cent that a share does not come out even on is taken off the first lines.
 * @param takenBack all of an order's, in any order
 * @returns all of them as refunded lines, those of refunds first
 */
export function spreadChargebacks(
  order: AttributableOrder,
  takenBack: readonly TakenBack[],
): RefundedLine[] {
  const lines = takenBack.filter((one) => !isChargeback(one.refundId)).flatMap((one) => one.lines);
  const chargebacks = takenBack
    .filter((one) => isChargeback(one.refundId))
    .toSorted((a, b) => (a.refundId < b.refundId ? -1 : 1));
  for (const { chargedBackMinor } of chargebacks)
    lines.push(...sharesOf(paidMinorByLine(order, lines), chargedBackMinor));
  return lines;
}

function sharesOf(paid: ReadonlyMap<string, number>, amountMinor: number): RefundedLine[] {
  let paidLeft = [...paid.values()].reduce((sum, one) => sum + one, 0);
  let amountLeft = Math.min(amountMinor, paidLeft);
  return [...paid].flatMap(([lineItemId, paidMinor]) => {
    if (paidMinor === 0 || amountLeft === 0) return [];
    // Of what is left for what is left: the shares of all lines add up to the amount.
    const share = Number(
      (BigInt(amountLeft) * BigInt(paidMinor) + BigInt(paidLeft) - 1n) / BigInt(paidLeft),
    );
    paidLeft -= paidMinor;
    amountLeft -= share;
    return [{ lineItemId, quantity: 0, subtotalMinor: share }];
  });
}
