import { currentTotals } from "../checkout/order-totals.ts";
import type { Store } from "../state/store.ts";
import type { Order } from "../state/types.ts";
import type { FinancialStatus } from "./history-order.ts";

/** An order with the transactions that its status stands for: what was paid at once needs none. */
export function withPayments(store: Store, order: Order, status: FinancialStatus): Order {
  const { createdAt } = order;
  const made = (kind: "AUTHORIZATION" | "VOID", amountMinor: number) => [
    { id: store.nextId("OrderTransaction"), kind, amountMinor, createdAt },
  ];
  if (status === "pending") return { ...order, payment: "manual", payments: [] };
  if (status === "authorized") {
    const payments = made("AUTHORIZATION", currentTotals(order).totalMinor);
    return { ...order, payment: "card-later", payments };
  }
  return status === "voided" ? { ...order, payment: "manual", payments: made("VOID", 0) } : order;
}
