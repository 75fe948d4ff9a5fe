import { ordersOf } from "./orders-of.ts";
import type { Store } from "./store.ts";
import type { Customer } from "./types.ts";

const DAY_MILLISECONDS = 86_400_000;
/**
 * Shopify tells apps so many days after the request
 * (https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance, customers/redact).
 */
const WAIT_DAYS = 10;
/**
 * It waits on for a customer who has ordered within so many months (there as well). Shopify's help counts 180 days, in which a payment
 * may be charged back (https://help.shopify.com/manual/privacy-and-security/privacy/processing-customer-data-requests): the page for
 * developers is followed, which is the later by a few days.
 */
const MONTHS_AFTER_ORDER = 6;

/** When apps are told to erase a customer who is to be erased from now on, in ISO 8601. */
export function erasureDueAt(store: Store, customerId: string, now: Date): string {
  const last = Math.max(0, ...ordersOf(store, customerId).map((one) => Date.parse(one.createdAt)));
  const afterOrder = new Date(last);
  afterOrder.setUTCMonth(afterOrder.getUTCMonth() + MONTHS_AFTER_ORDER);
  const afterRequest = now.getTime() + WAIT_DAYS * DAY_MILLISECONDS;
  return new Date(Math.max(afterRequest, afterOrder.getTime())).toISOString();
}

/** Empties what the store itself has of a customer: name, address, email and phone, also on their orders. */
export function eraseCustomer(store: Store, { erasureDueAt: _due, ...customer }: Customer): void {
  const { phone: _phone, ...rest } = customer;
  store.customers.put({ ...rest, firstName: "", lastName: "", email: "", hasAccount: false });
  for (const order of ordersOf(store, customer.id)) {
    const { address: _address, shippedTo: _shipped, chargedTo: _charged, ...left } = order;
    store.orders.put({ ...left, email: "" });
  }
}
