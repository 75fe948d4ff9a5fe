import type { Store } from "./store.ts";
import type { Order } from "./types.ts";

/** A customer's orders, oldest first. */
export function ordersOf(store: Store, customerId: string): Order[] {
  return store.orders.all().filter((order) => order.customerId === customerId);
}
