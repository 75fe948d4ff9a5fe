import { lineTotalMinor } from "../checkout/order-totals.ts";
import type { Order, OrderLine } from "../state/types.ts";
import type { OrderOfFile } from "./history-order.ts";

/**
 * Says which lines the money of a refund was for; an export tells its amount alone. They are those that it calls restocked; all of
 * them where the amount is what the order or its goods came to; and so many units of one line where only that line comes to the amount.
 * Whatever is left was given back without lines, and so is all of it where lines would come to more.
 * @param order with its lines as they were stored, in the order of the file
 */
export function unitsOfRefund(order: Order, told: OrderOfFile): ReadonlyMap<string, number> {
  const { refundedMinor } = told;
  const restocked = order.lines.filter((_line, index) => told.lines[index]!.isRestocked);
  const goodsMinor = sumOf(order.lines);
  const isAll = refundedMinor === goodsMinor || refundedMinor === paidMinor(order, told);
  const taken = restocked.length > 0 ? restocked : isAll ? order.lines : [];
  const units =
    taken.length > 0
      ? new Map(taken.map((line) => [line.id, line.quantity]))
      : unitsOfOneLine(order.lines, refundedMinor);
  const linesMinor = taken.length > 0 ? sumOf(taken) : units.size > 0 ? refundedMinor : 0;
  return linesMinor > refundedMinor ? new Map() : units;
}

function paidMinor(order: Order, { shippingMinor, offShippingMinor, taxes }: OrderOfFile): number {
  const taxMinor = taxes.areIncluded ? 0 : taxes.totalMinor;
  return sumOf(order.lines) + shippingMinor - offShippingMinor + taxMinor;
}

function unitsOfOneLine(
  lines: readonly OrderLine[],
  amountMinor: number,
): ReadonlyMap<string, number> {
  const fitting = lines.flatMap((line) => {
    const units = (amountMinor * line.quantity) / lineTotalMinor(line);
    return Number.isInteger(units) && units <= line.quantity ? [[line.id, units] as const] : [];
  });
  return new Map(fitting.length === 1 ? fitting : []);
}

function sumOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + lineTotalMinor(line), 0);
}
