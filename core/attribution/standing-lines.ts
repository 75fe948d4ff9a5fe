import type { AttributableLine, RefundedLine } from "./attribute-order.ts";

/**
 * The lines of an order without what an edit took off it again: units that are gone and that no refund paid back. A line without a
 * current quantity stands as it is.
 * @param currentQuantities units that stand on the order now, by line: neither refunded nor removed
 * @param refunds all refunded lines of the order, each once
 */
export function standingLines(
  lines: readonly AttributableLine[],
  currentQuantities: ReadonlyMap<string, number>,
  refunds: readonly RefundedLine[],
): AttributableLine[] {
  return lines.flatMap((line) => {
    const refunded = refunds
      .filter((refund) => refund.lineItemId === line.lineItemId)
      .reduce((units, refund) => units + refund.quantity, 0);
    const current = currentQuantities.get(line.lineItemId) ?? line.quantity;
    const quantity = Math.min(line.quantity, current + refunded);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}
