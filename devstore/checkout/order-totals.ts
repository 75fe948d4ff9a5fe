import type { Order, OrderLine } from "../state/types.ts";

/** What a line costs after its discounts, in minor units. */
export function lineTotalMinor(line: OrderLine): number {
  return (
    line.quantity * line.unitPriceMinor -
    line.allocations.reduce((sum, one) => sum + one.amountMinor, 0)
  );
}

/** What shipping costs after its discounts, in minor units. */
export function shippingTotalMinor(order: Order): number {
  const off = (order.shippingAllocations ?? []).reduce((sum, one) => sum + one.amountMinor, 0);
  return order.shippingMinor - off;
}

/** What an order came to, and what of it is left after refunds, in minor units. */
export function currentTotals(order: Order) {
  const listMinor = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const subtotalMinor = order.lines.reduce((sum, line) => sum + lineTotalMinor(line), 0);
  const refundedMinor = order.refunds
    .flatMap((refund) => refund.lines)
    .reduce((sum, line) => sum + line.subtotalMinor, 0);
  const shippingMinor = shippingTotalMinor(order);
  const totalMinor = subtotalMinor + shippingMinor;
  return {
    shippingMinor,
    listMinor,
    subtotalMinor,
    discountMinor: listMinor - subtotalMinor,
    refundedMinor,
    totalMinor,
  };
}
