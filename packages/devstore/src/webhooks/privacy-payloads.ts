import { numberOf, SHOP_ID } from "../state/store.ts";
import type { Customer, Order, ShopState } from "../state/types.ts";

/*
 * What Shopify tells apps of privacy requests (shopify.dev, "Privacy law compliance", "customers/data_request" and
 * "customers/redact").
 */

export function dataRequestPayload(
  shop: ShopState,
  customer: Customer,
  orders: readonly Order[],
  requestId: string,
) {
  return {
    ...shopPayload(shop),
    orders_requested: orders.map(({ id }) => numberOf(id)),
    customer: personPayload(customer),
    data_request: { id: numberOf(requestId) },
  };
}

export function redactPayload(shop: ShopState, customer: Customer, orders: readonly Order[]) {
  return {
    ...shopPayload(shop),
    customer: personPayload(customer),
    orders_to_redact: orders.map(({ id }) => numberOf(id)),
  };
}

function shopPayload({ domain }: ShopState) {
  return { shop_id: numberOf(SHOP_ID), shop_domain: domain };
}

function personPayload({ id, email, phone }: Customer) {
  return { id: numberOf(id), email: email || null, phone: phone ?? null };
}
