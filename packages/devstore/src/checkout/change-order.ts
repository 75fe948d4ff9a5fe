import type { Store } from "../state/store.ts";
import type { Order, Refund } from "../state/types.ts";
import { lineTotalMinor, standingUnits } from "./order-totals.ts";
import { paidBackMinor } from "./paid-back.ts";
import { receivedMinor } from "./payment.ts";

/** Units of a line that were not refunded yet. */
export function refundableUnits(order: Order, lineItemId: string): number {
  const line = order.lines.find((one) => one.id === lineItemId)!;
  const refunded = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineItemId === lineItemId);
  return standingUnits(line) - refunded.reduce((sum, one) => sum + one.quantity, 0);
}

/**
 * Refunds units of lines at the price that was paid for them; the last unit takes the rounding. What was not paid is not paid back.
 * @param isPaidBack whether money goes back with it; a shop may take goods back for none
 */
export function refundLines(
  store: Store,
  order: Order,
  units: ReadonlyMap<string, number>,
  now: Date,
  isPaidBack = true,
): { order: Order; refund: Refund } {
  const lines = order.lines.flatMap((line) => {
    const quantity = Math.min(units.get(line.id) ?? 0, refundableUnits(order, line.id));
    if (quantity <= 0) return [];
    const standing = standingUnits(line);
    const before = standing - refundableUnits(order, line.id);
    const paidFor = (count: number) => Math.floor((lineTotalMinor(line) * count) / standing);
    return [
      {
        id: store.nextId("RefundLineItem"),
        lineItemId: line.id,
        quantity,
        subtotalMinor: paidFor(before + quantity) - paidFor(before),
      },
    ];
  });
  const goodsMinor = lines.reduce((sum, line) => sum + line.subtotalMinor, 0);
  const before = order.refunds.reduce((sum, one) => sum + paidBackMinor(one), 0);
  const amountMinor = isPaidBack ? Math.min(goodsMinor, receivedMinor(order) - before) : 0;
  const refund: Refund = {
    id: store.nextId("Refund"),
    createdAt: now.toISOString(),
    lines,
    isBeforeFulfillment: order.fulfilledAt === null,
    transactions:
      amountMinor > 0
        ? [{ id: store.nextId("OrderTransaction"), amountMinor, status: "SUCCESS" }]
        : [],
  };
  return {
    refund,
    order: store.orders.put({
      ...order,
      updatedAt: now.toISOString(),
      refunds: [...order.refunds, refund],
    }),
  };
}

/** Cancels an order and refunds what was not refunded yet. */
export function cancelOrder(
  store: Store,
  order: Order,
  now: Date,
): { order: Order; refund: Refund } {
  const all = new Map(order.lines.map((line) => [line.id, line.quantity]));
  const { order: refunded, refund } = refundLines(store, order, all, now);
  return { refund, order: store.orders.put({ ...refunded, cancelledAt: now.toISOString() }) };
}
