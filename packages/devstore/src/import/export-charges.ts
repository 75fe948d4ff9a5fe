import type { LineOfFile, OrderOfFile } from "./history-order.ts";
import type { CellReader } from "./read-cells.ts";

interface Charges extends Pick<
  OrderOfFile,
  "offOrderMinor" | "shippingMinor" | "offShippingMinor" | "taxes" | "refundedMinor"
> {
  readonly totalMinor: number;
}

export const OUTSTANDING = "Outstanding Balance";

/**
 * What an order of Shopify's export came to beside the prices of its lines. Shopify does not document how its columns add up, so
 * they are held against each other: `Subtotal` is what is left of the lines, and `Total` says whether taxes are in the prices and
 * whether shipping is before its discount. An order whose columns do not add up in any of these ways is refused.
 */
export function readCharges(cells: CellReader, lines: readonly LineOfFile[]): Charges {
  const listMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const offLinesMinor = lines.reduce((sum, line) => sum + line.offMinor, 0);
  const discountMinor = cells.amount("Discount Amount", 0);
  const subtotalMinor = cells.amount(
    "Subtotal",
    listMinor - Math.max(discountMinor, offLinesMinor),
  );
  const offGoodsMinor = listMinor - subtotalMinor;
  if (offGoodsMinor < offLinesMinor)
    cells.refuse("Subtotal", "it is more than the lines come to after their discounts");
  const offShippingMinor = Math.max(0, discountMinor - offGoodsMinor);
  const shippingMinor = cells.amount("Shipping", 0);
  const taxMinor = cells.amount("Taxes", 0);
  const common = {
    offOrderMinor: offGoodsMinor - offLinesMinor,
    offShippingMinor,
    refundedMinor: refundedMinorOf(cells, subtotalMinor + shippingMinor),
  };
  const ways = [shippingMinor, shippingMinor - offShippingMinor].flatMap((chargedMinor) =>
    [true, false].map((areIncluded) => ({
      chargedMinor,
      areIncluded,
      totalMinor: subtotalMinor + chargedMinor + (areIncluded ? 0 : taxMinor),
    })),
  );
  const totalMinor = cells.amount("Total", ways[0]!.totalMinor);
  const way = ways.find((one) => one.totalMinor === totalMinor);
  if (!way) cells.refuse("Total", "it is not what the lines, shipping and taxes come to");
  return {
    ...common,
    totalMinor,
    shippingMinor: (way?.chargedMinor ?? 0) + offShippingMinor,
    taxes: { totalMinor: taxMinor, areIncluded: way?.areIncluded ?? true },
  };
}

/** @param paidMinor what a refund in full gives back, where the file has no column of amounts */
function refundedMinorOf(cells: CellReader, paidMinor: number): number {
  const status = cells.text("Financial Status").toLowerCase().replaceAll(" ", "_");
  const column = "Refunded Amount";
  if (!cells.has(column)) {
    if (status === "partially_refunded")
      cells.refuse("Financial Status", `there is no column ${column} that says how much`);
    return status === "refunded" ? paidMinor : 0;
  }
  const refundedMinor = cells.amount(column, 0);
  if (status.endsWith("refunded") && refundedMinor === 0)
    cells.refuse(column, "it is 0, and the order is refunded");
  return refundedMinor;
}

/**
 * What is missing of an order that is paid in part. Nothing but the export's own column tells; whether what was given back counts in it
 * is documented nowhere, so an order with both is refused.
 */
export function outstandingMinorOf(cells: CellReader, totalMinor: number): number {
  if (!cells.has(OUTSTANDING)) {
    const way = "export the orders anew with it, or set the order to paid or pending";
    cells.refuse(
      "Financial Status",
      `there is no column ${OUTSTANDING} that says how much: ${way}`,
    );
    return 0;
  }
  const outstandingMinor = cells.amount(OUTSTANDING, 0);
  if (outstandingMinor === 0)
    cells.refuse(
      OUTSTANDING,
      "it names nothing, and the order is paid in part: fill it in, or set the order to paid",
    );
  if (outstandingMinor >= totalMinor)
    cells.refuse(
      OUTSTANDING,
      "it is all that the order came to, which is paid in part: correct it, or set the order to pending",
    );
  if (cells.amount("Refunded Amount", 0) > 0)
    cells.refuse(
      OUTSTANDING,
      "part of the order was given back, and whether it counts is not known",
    );
  return outstandingMinor;
}
