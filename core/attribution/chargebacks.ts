import type { AttributableOrder, RefundedLine } from "./attribute-order.ts";

/** What was taken back of an order: by a refund, or, where a bank took the money back, of an amount. */
export interface TakenBack {
  /** `gid://shopify/Refund/…`, or `gid://shopify/ShopifyPaymentsDispute/…` of a chargeback. */
  readonly refundId: string;
  readonly lines: readonly RefundedLine[];
  /** What a lost chargeback took, in minor units of the order's currency; 0 for a refund. */
  readonly chargedBackMinor: number;
  /** What of a refund's money is known; left out for a chargeback, and for refunds stored before it was read. */
  readonly money?: RefundMoney;
}

/** The money of a refund, in minor units of the shop's currency (shopify.dev, REST Refund). */
export interface RefundMoney {
  /** What its successful transactions gave back. A refund may name goods and move no money, or money and no goods. */
  readonly paidBackMinor: number;
  /** What of it is for shipping, duties and fees, without taxes. */
  readonly shippingMinor: number;
  /** Taxes of all of it, where prices are without them. */
  readonly taxMinor: number;
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

/** What is left of what was paid for an order's lines, without tips. */
export function netMinorOf(order: AttributableOrder, takenBack: readonly TakenBack[]): number {
  const paid = paidMinorByLine(order, spreadTakenBack(order, takenBack));
  return order.lines
    .filter((line) => !line.isTip)
    .reduce((sum, line) => sum + paid.get(line.lineItemId)!, 0);
}

/**
 * What was taken back of an order's lines in money. A refund takes of its lines what its transactions gave back for them: goods that
 * came back without money take none, though their units are gone. What transactions gave back beyond lines, shipping and taxes, what a
 * bank took back, and what is still to be paid of an order that is paid in part, are amounts that say nothing of lines: they are
 * spread over what is left of all lines, in proportion. Shipping that such an amount covers is not known here, so one beyond
 * the lines is cut to them. Each cent that a share does not come out even on is taken off the first lines.
 * @param takenBack all of an order's, in any order
 * @returns all of them as refunded lines, those of refunds first
 */
export function spreadTakenBack(
  order: AttributableOrder,
  takenBack: readonly TakenBack[],
): RefundedLine[] {
  const byId = takenBack.toSorted((a, b) => (a.refundId < b.refundId ? -1 : 1));
  const refunds = byId.filter((one) => !isChargeback(one.refundId));
  const chargebacks = byId.filter((one) => isChargeback(one.refundId));
  const settled = refunds.map((refund) => settleRefund(order, refund));
  const lines = settled.flatMap((one) => one.lines);
  const amounts = [
    order.outstandingMinor ?? 0,
    ...settled.map((one) => one.beyondMinor),
    ...chargebacks.map((one) => one.chargedBackMinor),
  ];
  for (const amount of amounts) lines.push(...sharesOf(paidMinorByLine(order, lines), amount));
  return lines;
}

/** The lines of a refund at what was paid back for them, and what was paid back beyond them. */
function settleRefund(
  { taxesIncluded }: AttributableOrder,
  { lines, money }: TakenBack,
): { readonly lines: readonly RefundedLine[]; readonly beyondMinor: number } {
  if (!money) return { lines, beyondMinor: 0 };
  const { paidBackMinor, shippingMinor, taxMinor } = money;
  const goodsMinor = lines.reduce((sum, one) => sum + one.subtotalMinor, 0);
  const namedMinor = goodsMinor + shippingMinor + (taxesIncluded ? 0 : taxMinor);
  if (paidBackMinor >= namedMinor) return { lines, beyondMinor: paidBackMinor - namedMinor };
  const isPaidFor = (line: RefundedLine) => paidBackMinor > 0 || !line.isCancelled;
  const paidForMinor = Number((BigInt(goodsMinor) * BigInt(paidBackMinor)) / BigInt(namedMinor));
  const shares = spread(
    paidForMinor,
    lines.map((line) => line.subtotalMinor),
  );
  return {
    lines: lines.map((line, at) =>
      isPaidFor(line) ? { ...line, subtotalMinor: shares[at]! } : line,
    ),
    beyondMinor: 0,
  };
}

function sharesOf(paid: ReadonlyMap<string, number>, amountMinor: number): RefundedLine[] {
  const shares = spread(amountMinor, [...paid.values()]);
  return [...paid.keys()].flatMap((lineItemId, at) =>
    shares[at] === 0 ? [] : [{ lineItemId, quantity: 0, subtotalMinor: shares[at]! }],
  );
}

/** Shares of an amount in proportion, none above its part; together they are the amount, or all of the parts. */
function spread(amountMinor: number, parts: readonly number[]): number[] {
  let partsLeft = parts.reduce((sum, one) => sum + one, 0);
  let amountLeft = Math.min(amountMinor, partsLeft);
  return parts.map((part) => {
    if (part === 0 || amountLeft === 0) {
      partsLeft -= part;
      return 0;
    }
    // Of what is left for what is left: the shares of all parts add up to the amount.
    const share = Number(
      (BigInt(amountLeft) * BigInt(part) + BigInt(partsLeft) - 1n) / BigInt(partsLeft),
    );
    partsLeft -= part;
    amountLeft -= share;
    return share;
  });
}
