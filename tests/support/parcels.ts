import { changeFulfillment, fulfill, refundableUnits } from "@tandem/devstore/checkout";
import type { Fulfillment, Order, ShipmentStatus, Store } from "@tandem/devstore/state";
import { fulfillmentPayload } from "@tandem/devstore/webhooks";

interface ParcelState {
  readonly id?: number;
  readonly createdAt: Date;
  readonly updatedAt?: Date;
  readonly status?: string;
  readonly shipmentStatus?: string;
  /** By line; all of the order without them. */
  readonly units?: ReadonlyMap<string, number>;
}

/** The body of a `fulfillments/*` webhook, whatever the stand-in store knows of it. */
export function parcelBody(order: Order, state: ParcelState) {
  const { id = 1, createdAt, updatedAt = createdAt, units } = state;
  const { status = "success", shipmentStatus = null } = state;
  const lines = order.lines
    .filter((line) => !units || units.has(line.id))
    .map((line) => ({
      lineItemId: line.id,
      quantity: units?.get(line.id) ?? refundableUnits(order, line.id),
    }));
  const fulfillment: Fulfillment = {
    id: `gid://shopify/Fulfillment/${id}`,
    status: "success",
    shipmentStatus: null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    lines,
  };
  return { ...fulfillmentPayload(order, fulfillment), status, shipment_status: shipmentStatus };
}

/** A webhook, by its topic. */
type Told = readonly [topic: string, payload: unknown];

/** Sends what is left of an order of the stand-in store's. @returns its parcel, with the news of it */
export function send(
  store: Store,
  orderId: string,
  at: Date,
  units: ReadonlyMap<string, number> | null = null,
): { id: string; told: Told } {
  const { order, fulfillment } = fulfill(store, store.orders.require(orderId), units, at)!;
  return {
    id: fulfillment.id,
    told: ["FULFILLMENTS_CREATE", fulfillmentPayload(order, fulfillment)],
  };
}

/** Something becomes of a parcel. @returns the news of it */
export function become(
  store: Store,
  orderId: string,
  id: string,
  what: ShipmentStatus | "cancelled",
  at: Date,
): Told {
  const change =
    what === "cancelled" ? ({ status: "cancelled" } as const) : { shipmentStatus: what };
  const before = store.orders.require(orderId);
  const { order, fulfillment } = changeFulfillment(store, before, id, change, at);
  return ["FULFILLMENTS_UPDATE", fulfillmentPayload(order, fulfillment)];
}

/** An order leaves whole, and comes. @returns the news of both */
export function sendWhole(store: Store, orderId: string, left: Date, came: Date): Told[] {
  const { id, told } = send(store, orderId, left);
  return [told, become(store, orderId, id, "delivered", came)];
}
