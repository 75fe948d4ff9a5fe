import type { AttributableLine, AttributableOrder, RefundedLine } from "./attribute-order.ts";
import type { RefundMoney } from "./chargebacks.ts";
import { soleSplit } from "./sole-split.ts";

/** What is told of an order's refunds without reading each of them. Amounts are minor units of the shop's currency. */
export interface ToldRefunds {
  /** Units that stand on the order now, by line: neither refunded nor removed. */
  readonly currentQuantities: ReadonlyMap<string, number>;
  /** Each with the money that it gave back. */
  readonly refunds: readonly { readonly refundId: string; readonly totalMinor: number }[];
  /** Null where Shopify does not tell. */
  readonly totals: RefundTotals | null;
}

/** What the refunds of an order come to together. */
export interface RefundTotals {
  /** Whether it was changed after the checkout: then units are gone that no refund paid back. */
  readonly isEdited: boolean;
  /** What its lines came to less what they come to now. */
  readonly takenOffMinor: number;
  /** The same of its taxes. */
  readonly taxMinor: number;
  /** What was given back of shipping, and all that was to be paid of duties. */
  readonly otherMinor: number;
  /** What transactions gave back; null while one of them is under way. */
  readonly paidBackMinor: number | null;
}

/** What a refund took back, as if it had been read. */
export interface InferredRefund {
  readonly lines: readonly RefundedLine[];
  readonly money: RefundMoney;
}

/** A line of which units were refunded, and what was paid for all of it. */
interface GoneLine {
  readonly lineItemId: string;
  readonly units: number;
  readonly quantity: number;
  readonly paidMinor: number;
}

/**
 * Works out what each refund of an order took back, by what is gone of its lines. One refund has all of it. Of several, the
 * money says which had what, where there is just one way to share the units out. The money is the witness: where it is not to the minor
 * unit what was paid for those units, with the taxes that were added to them, nothing is concluded. So it is where no money was given
 * back: then it matters whether goods had been sent.
 * @param order with all lines that were ever on it
 * @returns what each refund took back; null where they have to be read, one by one
 */
export function inferRefunds(
  { lines: bought, taxesIncluded }: Pick<AttributableOrder, "lines" | "taxesIncluded">,
  { refunds, totals, currentQuantities }: ToldRefunds,
): Map<string, InferredRefund> | null {
  if (refunds.length === 0) return new Map();
  const paidMinor = refunds.reduce((sum, refund) => sum + refund.totalMinor, 0);
  if (!totals || totals.isEdited || totals.otherMinor !== 0 || totals.taxMinor < 0) return null;
  if (totals.paidBackMinor !== paidMinor || refunds.some((one) => one.totalMinor <= 0)) return null;
  const gone = bought.flatMap((line) => goneOf(line, currentQuantities));
  const goodsMinor = paidMinor - (taxesIncluded ? 0 : totals.taxMinor);
  const lines =
    refunds.length === 1
      ? inOne(gone, goodsMinor, totals.takenOffMinor)
      : totals.taxMinor === 0
        ? inSeveral(refunds, gone, goodsMinor)
        : null;
  return (
    lines &&
    new Map(
      refunds.map(({ refundId, totalMinor }, at) => [
        refundId,
        {
          lines: lines[at]!,
          money: { paidBackMinor: totalMinor, shippingMinor: 0, taxMinor: totals.taxMinor },
        },
      ]),
    )
  );
}

function goneOf(
  { lineItemId, quantity, unitPriceMinor, discounts }: AttributableLine,
  currentQuantities: ReadonlyMap<string, number>,
): GoneLine[] {
  const units = quantity - (currentQuantities.get(lineItemId) ?? quantity);
  const off = discounts.reduce((sum, one) => sum + one.amountMinor, 0);
  return units > 0
    ? [{ lineItemId, units, quantity, paidMinor: quantity * unitPriceMinor - off }]
    : [];
}

/** What was paid for the units that are gone; null where that depends on how it is rounded. */
function evenShare({ units, quantity, paidMinor }: GoneLine): number | null {
  if (units === quantity) return paidMinor;
  return paidMinor % quantity === 0 ? (paidMinor / quantity) * units : null;
}

/** @param goodsMinor what was given back for goods */
function inOne(
  gone: readonly GoneLine[],
  goodsMinor: number,
  takenOffMinor: number,
): RefundedLine[][] | null {
  const even = gone.reduce((sum, line) => sum + (evenShare(line) ?? 0), 0);
  const [odd, ...others] = gone.filter((line) => evenShare(line) === null);
  const restMinor = goodsMinor - even;
  // Each unit rounds by less than one minor unit, and the order's own total has to say the same.
  const isRounding = odd
    ? takenOffMinor === goodsMinor &&
      Math.abs(restMinor - (odd.paidMinor * odd.units) / odd.quantity) < odd.units
    : restMinor === 0;
  if (gone.length === 0 || others.length > 0 || !isRounding) return null;
  return [
    gone.map((line) => ({
      lineItemId: line.lineItemId,
      quantity: line.units,
      subtotalMinor: evenShare(line) ?? restMinor,
    })),
  ];
}

function inSeveral(
  refunds: ToldRefunds["refunds"],
  gone: readonly GoneLine[],
  goodsMinor: number,
): RefundedLine[][] | null {
  const parcels = gone.map(({ lineItemId, units, quantity, paidMinor }) => ({
    lineItemId,
    count: units,
    worthMinor: paidMinor / quantity,
  }));
  const worth = parcels.reduce((sum, one) => sum + one.count * one.worthMinor, 0);
  // What is worth nothing may be in any of them.
  const isClear = parcels.every((one) => Number.isInteger(one.worthMinor) && one.worthMinor > 0);
  if (!isClear || worth !== goodsMinor) return null;
  const split = soleSplit(
    parcels,
    refunds.map((refund) => refund.totalMinor),
  );
  return (
    split &&
    split.map((share) =>
      parcels.flatMap(({ lineItemId, worthMinor }, parcel) => {
        const quantity = share[parcel]!;
        if (quantity === 0) return [];
        return [{ lineItemId, quantity, subtotalMinor: quantity * worthMinor }];
      }),
    )
  );
}
