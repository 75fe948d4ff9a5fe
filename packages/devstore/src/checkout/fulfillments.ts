import { numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Fulfillment, Order, OrderLine, ShipmentStatus } from "../state/types.ts";
import { refundableUnits } from "./change-order.ts";

/** Fulfillments that are made have other numbers than those that orders of before are given. */
const FIRST = 9_000_001;

/** The fulfillments of an order. One of before was sent whole. */
export function fulfillmentsOf(order: Order): readonly Fulfillment[] {
  if (order.fulfillments) return order.fulfillments;
  if (!order.fulfilledAt) return [];
  return [
    {
      id: `gid://shopify/Fulfillment/${numberOf(order.id)}`,
      status: "success",
      shipmentStatus: null,
      createdAt: order.fulfilledAt,
      updatedAt: order.fulfilledAt,
      lines: order.lines.map((line) => ({ lineItemId: line.id, quantity: line.quantity })),
    },
  ];
}

/** Units of a line that are neither sent nor refunded: a refund takes what has not left first. */
export function unfulfilledUnits(order: Order, { id }: OrderLine): number {
  const sent = fulfillmentsOf(order)
    .filter(({ status }) => status === "success")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineItemId === id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.max(0, refundableUnits(order, id) - sent);
}

/**
 * Makes a fulfillment of an order (shopify.dev, REST "Fulfillment": an order can have several, each of some units).
 * @param units by line; what is left, without them
 * @param status another one than "success" is of a fulfillment service that has not done it, or could not
 * @returns null where nothing is left of them
 */
export function fulfill(
  store: Store,
  order: Order,
  units: ReadonlyMap<string, number> | null,
  now: Date,
  status: Fulfillment["status"] = "success",
): { order: Order; fulfillment: Fulfillment } | null {
  const lines = order.lines.flatMap((line) => {
    const left = unfulfilledUnits(order, line);
    const quantity = Math.min(left, units?.get(line.id) ?? (units ? 0 : left));
    return quantity > 0 ? [{ lineItemId: line.id, quantity }] : [];
  });
  if (lines.length === 0) return null;
  const at = now.toISOString();
  const fulfillment: Fulfillment = {
    id: store.nextId("Fulfillment", FIRST),
    status,
    shipmentStatus: null,
    createdAt: at,
    updatedAt: at,
    lines,
  };
  const all = [...fulfillmentsOf(order), fulfillment];
  return { fulfillment, order: withFulfillments(store, order, all, now) };
}

/** What became of a fulfillment: a word of the carrier's, or its end (shopify.dev, REST "FulfillmentEvent", "Fulfillment"). */
export function changeFulfillment(
  store: Store,
  order: Order,
  id: string,
  change: { readonly status: "cancelled" } | { readonly shipmentStatus: ShipmentStatus },
  now: Date,
): { order: Order; fulfillment: Fulfillment } {
  const before = fulfillmentsOf(order).find((one) => one.id === id)!;
  const at = now.toISOString();
  const hasArrived = "shipmentStatus" in change && change.shipmentStatus === "delivered";
  const fulfillment: Fulfillment = {
    ...before,
    ...change,
    ...(hasArrived && { deliveredAt: at }),
    updatedAt: at,
  };
  const all = fulfillmentsOf(order).map((one) => (one.id === id ? fulfillment : one));
  return { fulfillment, order: withFulfillments(store, order, all, now) };
}

function withFulfillments(
  store: Store,
  order: Order,
  fulfillments: readonly Fulfillment[],
  now: Date,
): Order {
  const changed = { ...order, fulfillments: [...fulfillments] };
  const isWhole = changed.lines.every((line) => unfulfilledUnits(changed, line) === 0);
  const at = now.toISOString();
  return store.orders.put({
    ...changed,
    fulfilledAt: isWhole ? (order.fulfilledAt ?? at) : null,
    updatedAt: at,
  });
}
