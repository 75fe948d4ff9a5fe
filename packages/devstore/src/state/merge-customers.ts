import type { Store } from "./store.ts";

/** Gives what a customer has to another one, and deletes them, as Shopify's merge does. */
export function mergeCustomers(store: Store, keptId: string, deletedId: string): void {
  store.transaction(() => {
    for (const order of store.orders.all())
      if (order.customerId === deletedId) store.orders.put({ ...order, customerId: keptId });
    for (const movement of store.storeCredit.all())
      if (movement.customerId === deletedId)
        store.storeCredit.put({ ...movement, customerId: keptId });
    for (const metafield of store.metafields.all())
      if (metafield.ownerId === deletedId) store.metafields.remove(metafield.id);
    store.customers.remove(deletedId);
  });
}
