import { fulfillmentsOf } from "../../checkout/fulfillments.ts";
import type { Fulfillment, Order } from "../../state/types.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";

/** Shopify's FulfillmentDisplayStatus: the carrier's last word, or, without one, what the fulfillment is. */
function displayStatus({ status, shipmentStatus }: Fulfillment): string {
  if (status === "cancelled") return "CANCELED";
  if (status === "error" || status === "failure") return "FAILURE";
  if (status !== "success") return "SUBMITTED";
  return shipmentStatus?.toUpperCase() ?? "FULFILLED";
}

export function presentFulfillment(fulfillment: Fulfillment, order: Order) {
  const { id, status, createdAt, updatedAt, deliveredAt = null, lines } = fulfillment;
  const lineOf = (lineItemId: string) => order.lines.find((one) => one.id === lineItemId)!;
  return {
    __typename: "Fulfillment",
    id,
    status: status.toUpperCase(),
    displayStatus: displayStatus(fulfillment),
    createdAt,
    updatedAt,
    deliveredAt,
    requiresShipping: lines.some(({ lineItemId }) => lineOf(lineItemId).requiresShipping !== false),
    totalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    fulfillmentLineItems: (args: PageArguments) =>
      connection(
        lines.map(({ lineItemId, quantity }) => ({
          __typename: "FulfillmentLineItem",
          quantity,
          lineItem: { __typename: "LineItem", id: lineItemId },
        })),
        args,
      ),
  };
}

/** A fulfillment by its global id; null where there is none. */
export function findFulfillment(id: string, { store }: ApiContext) {
  if (!id.startsWith("gid://shopify/Fulfillment/")) return null;
  for (const order of store.orders.all()) {
    const found = fulfillmentsOf(order).find((one) => one.id === id);
    if (found) return presentFulfillment(found, order);
  }
  return null;
}
