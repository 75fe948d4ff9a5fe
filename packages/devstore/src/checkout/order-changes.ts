import type { Store } from "../state/store.ts";
import type { Order, Refund } from "../state/types.ts";
import { leftToPayBack } from "./payment.ts";

/**
 * Gives an amount back without naming lines: Shopify notes the difference to what it would suggest as an order adjustment
 * (shopify.dev, REST Refund, "order_adjustments").
 * @returns null where not so much was received
 */
export function refundAmount(
  store: Store,
  order: Order,
  amountMinor: number,
  now: Date,
): { order: Order; refund: Refund } | null {
  if (amountMinor <= 0 || amountMinor > leftToPayBack(order)) return null;
  const transaction = {
    id: store.nextId("OrderTransaction"),
    amountMinor,
    status: "SUCCESS" as const,
  };
  const refund: Refund = {
    id: store.nextId("Refund"),
    createdAt: now.toISOString(),
    lines: [],
    transactions: [transaction],
  };
  const refunds = [...order.refunds, refund];
  return { refund, order: store.orders.put({ ...order, refunds, updatedAt: now.toISOString() }) };
}

/** Takes the customer off an order (mutation orderCustomerRemove); its e-mail address stays. */
export function removeCustomer(store: Store, order: Order, now: Date): Order {
  return store.orders.put({ ...order, customerId: null, updatedAt: now.toISOString() });
}

/**
 * Whether Shopify lets an order be deleted (help.shopify.com, "Deleting orders"): one that no payment provider has a record of, or that
 * was cancelled. What else it may take is not known here, and is refused.
 */
export function mayBeDeleted({ cancelledAt, payment, isImported }: Order): boolean {
  return cancelledAt !== null || payment === "manual" || payment === "bogus" || isImported;
}
