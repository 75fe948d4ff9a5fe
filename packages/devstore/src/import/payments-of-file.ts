import { currentTotals } from "../checkout/order-totals.ts";
import type { Store } from "../state/store.ts";
import type { Order, OrderPayment } from "../state/types.ts";
import type { OrderOfFile } from "./history-order.ts";

/** An order with the transactions that its status stands for: what was paid at once needs none. */
export function withPayments(
  store: Store,
  order: Order,
  {
    financialStatus: status,
    outstandingMinor,
  }: Pick<OrderOfFile, "financialStatus" | "outstandingMinor">,
): Order {
  const { createdAt } = order;
  const made = (kind: OrderPayment["kind"], amountMinor: number) => [
    { id: store.nextId("OrderTransaction"), kind, amountMinor, createdAt },
  ];
  if (status === "pending") return { ...order, payment: "manual", payments: [] };
  if (status === "authorized") {
    const payments = made("AUTHORIZATION", currentTotals(order).totalMinor);
    return { ...order, payment: "card-later", payments };
  }
  if (status === "partially_paid") {
    const payments = made("SALE", currentTotals(order).totalMinor - outstandingMinor);
    return { ...order, payment: "manual", payments };
  }
  return status === "voided" ? { ...order, payment: "manual", payments: made("VOID", 0) } : order;
}
