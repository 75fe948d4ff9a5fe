import type { Devstore } from "../context.ts";
import { eraseCustomer } from "../state/erasure.ts";
import { ordersOf } from "../state/orders-of.ts";
import { redactPayload } from "./privacy-payloads.ts";

/** Erases the customers for whom the time has come, and tells the app, once. */
export function sendDueErasures({ store, webhooks, now }: Devstore): void {
  const at = now().toISOString();
  for (const customer of store.customers.all()) {
    if (customer.erasureDueAt === undefined || customer.erasureDueAt > at) continue;
    const orders = ordersOf(store, customer.id);
    webhooks.emit("customers/redact", redactPayload(store.shop, customer, orders));
    eraseCustomer(store, customer);
  }
}
