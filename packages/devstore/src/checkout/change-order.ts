import type { Store } from "../state/store.ts";
import type { Order, Refund, RefundLine } from "../state/types.ts";
import { lineTotalMinor, shippingTotalMinor, standingUnits } from "./order-totals.ts";
import { refundedGoods } from "./paid-back.ts";
import { leftToPayBack } from "./payment.ts";

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
  const lines = takeLines(store, order, units);
  const amountMinor = isPaidBack ? Math.min(costOf(lines), leftToPayBack(order)) : 0;
  return addRefund(store, order, { lines }, amountMinor, now);
}

/**
 * Cancels an order, and gives back all that was received for it and is not given back yet: goods, shipping, and a tip, which no part
 * of a refund names. The payment goes back in full, as by the example "Cancel an order" of
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCancel, which refunds to the original payment method. A merchant
 * can cancel without giving back as well (there, `refundMethod`), which isn't stood in for here.
 */
export function cancelOrder(
  store: Store,
  order: Order,
  now: Date,
): { order: Order; refund: Refund } {
  const all = new Map(order.lines.map((line) => [line.id, line.quantity]));
  const lines = takeLines(store, order, all);
  const amountMinor = leftToPayBack(order);
  const shippingLeft = shippingTotalMinor(order) - refundedGoods(order.refunds).shippingMinor;
  const shippingMinor = Math.min(shippingLeft, Math.max(0, amountMinor - costOf(lines)));
  const made = { lines, ...(shippingMinor > 0 && { shippingMinor }) };
  const { order: refunded, refund } = addRefund(store, order, made, amountMinor, now);
  return { refund, order: store.orders.put({ ...refunded, cancelledAt: now.toISOString() }) };
}

function takeLines(store: Store, order: Order, units: ReadonlyMap<string, number>): RefundLine[] {
  return order.lines.flatMap((line) => {
    const quantity = Math.min(units.get(line.id) ?? 0, refundableUnits(order, line.id));
    if (quantity <= 0) return [];
    const standing = standingUnits(line);
    const before = standing - refundableUnits(order, line.id);
    const taxFor = (count: number) => Math.floor(((line.taxMinor ?? 0) * count) / standing);
    const paidFor = (count: number) => Math.floor((lineTotalMinor(line) * count) / standing);
    return [
      {
        id: store.nextId("RefundLineItem"),
        lineItemId: line.id,
        quantity,
        subtotalMinor: paidFor(before + quantity) - paidFor(before),
        ...(line.taxMinor !== undefined && {
          taxMinor: taxFor(before + quantity) - taxFor(before),
        }),
      },
    ];
  });
}

function costOf(lines: readonly RefundLine[]): number {
  return lines.reduce((sum, line) => sum + line.subtotalMinor, 0);
}

function addRefund(
  store: Store,
  order: Order,
  made: Pick<Refund, "lines" | "shippingMinor">,
  amountMinor: number,
  now: Date,
): { order: Order; refund: Refund } {
  const refund: Refund = {
    ...made,
    id: store.nextId("Refund"),
    createdAt: now.toISOString(),
    isBeforeFulfillment: order.fulfilledAt === null,
    transactions:
      amountMinor > 0
        ? [{ id: store.nextId("OrderTransaction"), amountMinor, status: "SUCCESS" }]
        : [],
  };
  const refunds = [...order.refunds, refund];
  return { refund, order: store.orders.put({ ...order, updatedAt: now.toISOString(), refunds }) };
}
