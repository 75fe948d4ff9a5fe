import type { Store } from "../state/store.ts";
import type { Order, OrderPayment } from "../state/types.ts";
import { currentTotals } from "./order-totals.ts";
import { paidBackMinor } from "./paid-back.ts";

/** The transactions of an order that are no refunds. */
export function paymentsOf(order: Order): OrderPayment[] {
  if (order.payments) return order.payments;
  const { totalMinor, outstandingMinor } = currentTotals(order);
  const id = order.id.replace("Order", "OrderTransaction");
  const amountMinor = totalMinor - outstandingMinor;
  return [{ id, kind: "SALE", amountMinor, createdAt: order.createdAt }];
}

/** What was received for an order, before refunds. */
export function receivedMinor(order: Order): number {
  return paymentsOf(order)
    .filter(({ kind }) => kind === "SALE" || kind === "CAPTURE")
    .reduce((sum, one) => sum + one.amountMinor, 0);
}

/** What was received and is not given back yet, in minor units. */
export function leftToPayBack(order: Order): number {
  const before = order.refunds.reduce((sum, refund) => sum + paidBackMinor(refund), 0);
  return Math.max(0, receivedMinor(order) - before);
}

/** Shopify's OrderDisplayFinancialStatus, by its descriptions in the published Admin schema (2026-10). */
export function financialStatus(order: Order): string {
  const kinds = paymentsOf(order).map((one) => one.kind);
  if (kinds.includes("VOID")) return "VOIDED";
  const received = receivedMinor(order);
  const refunded = order.refunds.reduce((sum, refund) => sum + paidBackMinor(refund), 0);
  if (refunded > 0) return refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED";
  if (received > 0) return outstandingMinor(order) > 0 ? "PARTIALLY_PAID" : "PAID";
  if (kinds.includes("AUTHORIZATION")) return "AUTHORIZED";
  return currentTotals(order).totalMinor > 0 ? "PENDING" : "PAID";
}

/** What is neither paid nor authorized. */
export function outstandingMinor(order: Order): number {
  if (!order.payments) return currentTotals(order).outstandingMinor;
  const kinds = order.payments.map((one) => one.kind);
  if (kinds.includes("VOID")) return 0;
  if (kinds.includes("AUTHORIZATION")) return currentTotals(order).outstandingMinor;
  return Math.max(0, currentTotals(order).totalMinor - receivedMinor(order));
}

/** How an order is paid when it is placed; null for at once, which needs no record. */
export function firstPayments(
  store: Store,
  payment: Order["payment"],
  amountMinor: number,
  createdAt: string,
): OrderPayment[] | null {
  if (payment === "manual") return [];
  if (payment !== "card-later") return null;
  const id = store.nextId("OrderTransaction");
  return [{ id, kind: "AUTHORIZATION", amountMinor, createdAt }];
}

/**
 * Marks an order as paid: captures what was authorized, or records what was paid by hand (mutation orderMarkAsPaid: it has to
 * have something outstanding).
 * @returns null where there is nothing to pay
 */
export function markAsPaid(store: Store, order: Order, now: Date): Order | null {
  const status = financialStatus(order);
  if (status !== "PENDING" && status !== "AUTHORIZED" && status !== "PARTIALLY_PAID") return null;
  const kind = status === "AUTHORIZED" ? "CAPTURE" : "SALE";
  const amountMinor = currentTotals(order).totalMinor - receivedMinor(order);
  return pay(store, { ...order, unpaidLineIds: [] }, { kind, amountMinor }, now);
}

/** Takes a part of what is to be paid. @returns null where there is nothing to pay, or not so much */
export function payPart(store: Store, order: Order, amountMinor: number, now: Date): Order | null {
  if (financialStatus(order) !== "PENDING" || amountMinor >= currentTotals(order).totalMinor)
    return null;
  return pay(store, order, { kind: "SALE", amountMinor }, now);
}

/** Lets go of a payment that was authorized (mutation transactionVoid), or of one that never came. @returns null where it was paid */
export function voidPayment(store: Store, order: Order, now: Date): Order | null {
  const status = financialStatus(order);
  if (status !== "PENDING" && status !== "AUTHORIZED") return null;
  return pay(store, order, { kind: "VOID", amountMinor: 0 }, now);
}

function pay(
  store: Store,
  order: Order,
  payment: Pick<OrderPayment, "kind" | "amountMinor">,
  now: Date,
): Order {
  const at = now.toISOString();
  const made = { id: store.nextId("OrderTransaction"), ...payment, createdAt: at };
  const payments = [...paymentsOf(order), made];
  return store.orders.put({ ...order, payments, updatedAt: at });
}
