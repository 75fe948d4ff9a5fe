import type { Store } from "../state/store.ts";
import type { Order, OrderLine } from "../state/types.ts";
import { totalOf } from "./discount-rules.ts";
import { paidBackMinor } from "./paid-back.ts";

/** Units of a line without those that an edit took off. */
export function standingUnits(line: OrderLine): number {
  return line.quantity - (line.removedUnits ?? 0);
}

/** What a line costs after its discounts, in minor units. */
export function lineTotalMinor(line: OrderLine): number {
  return standingUnits(line) * line.unitPriceMinor - totalOf(line.allocations);
}

/** What shipping costs after its discounts, in minor units. */
export function shippingTotalMinor(order: Order): number {
  return order.shippingMinor - totalOf(order.shippingAllocations ?? []);
}

/** What an order came to, and what of it is left after refunds, in minor units. */
export function currentTotals(order: Order) {
  const listMinor = order.lines.reduce(
    (sum, line) => sum + standingUnits(line) * line.unitPriceMinor,
    0,
  );
  const subtotalMinor = order.lines.reduce((sum, line) => sum + lineTotalMinor(line), 0);
  const refundedMinor = order.refunds.reduce((sum, refund) => sum + paidBackMinor(refund), 0);
  const shippingMinor = shippingTotalMinor(order);
  const addedTaxMinor = order.taxes && !order.taxes.areIncluded ? order.taxes.totalMinor : 0;
  const totalMinor = subtotalMinor + shippingMinor + addedTaxMinor + (order.tip?.amountMinor ?? 0);
  return {
    shippingMinor,
    listMinor,
    subtotalMinor,
    discountMinor: listMinor - subtotalMinor,
    refundedMinor,
    totalMinor,
    /** Of what was added and could not be charged for. */
    outstandingMinor: order.lines
      .filter((line) => order.unpaidLineIds?.includes(line.id))
      .reduce((sum, line) => sum + lineTotalMinor(line), 0),
  };
}

/** How many orders of a customer were not cancelled, and what they spent in them, net of refunds. */
export interface CustomerHistory {
  readonly orders: number;
  readonly spentMinor: number;
}

const NO_HISTORY: CustomerHistory = { orders: 0, spentMinor: 0 };

/** The history of each customer who has one, by id. */
export function customerHistories(store: Store): Map<string | null, CustomerHistory> {
  const histories = new Map<string | null, CustomerHistory>();
  for (const order of store.orders.all()) {
    if (order.cancelledAt !== null || order.payment === "bogus") continue;
    const { orders, spentMinor } = histories.get(order.customerId) ?? NO_HISTORY;
    const { totalMinor, refundedMinor } = currentTotals(order);
    histories.set(order.customerId, {
      orders: orders + 1,
      spentMinor: spentMinor + totalMinor - refundedMinor,
    });
  }
  return histories;
}

/** The history of one customer. */
export function customerHistory(store: Store, customerId: string): CustomerHistory {
  return customerHistories(store).get(customerId) ?? NO_HISTORY;
}
