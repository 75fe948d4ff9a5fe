import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import type { Fulfillment } from "../../core/follow-ups/fulfillment.ts";
import {
  countSchema,
  idSchema,
  instantSchema,
  optionalInstantSchema,
  optionalTextSchema,
} from "../orders/webhook-fields.ts";

/** What Shopify tells of a fulfillment (shopify.dev, REST "Fulfillment"), in its own webhooks and in those of its order. */
export const fulfillmentSchema = z.object({
  id: idSchema,
  status: optionalTextSchema,
  shipment_status: optionalTextSchema,
  created_at: instantSchema,
  updated_at: optionalInstantSchema,
  // Left out, it is not known what is in it.
  line_items: z
    .array(
      z.object({ id: idSchema, quantity: countSchema, requires_shipping: z.boolean().nullish() }),
    )
    .nullish(),
});
const newsSchema = fulfillmentSchema.extend({ order_id: idSchema });

/** Reads the body of a `fulfillments/*` webhook. @throws when it is not of Shopify's form */
export function parseFulfillmentPayload(payload: unknown): {
  orderId: string;
  fulfillment: Fulfillment;
} {
  const { order_id: orderId, ...news } = newsSchema.parse(payload);
  return { orderId: globalId("Order", orderId), fulfillment: toFulfillment(news) };
}

/** A fulfillment in Tandem's terms. */
export function toFulfillment(news: z.infer<typeof fulfillmentSchema>): Fulfillment {
  const {
    id,
    status,
    shipment_status: shipmentStatus,
    created_at: createdAt,
    line_items: lines,
  } = news;
  const updatedAt = news.updated_at ?? createdAt;
  return {
    fulfillmentId: globalId("Fulfillment", id),
    status: status ?? NOT_YET,
    shipmentStatus,
    createdAt,
    updatedAt,
    deliveredAt: isArrival(shipmentStatus) ? updatedAt : null,
    requiresShipping: !lines?.length || lines.some((line) => line.requires_shipping !== false),
    lines:
      lines?.map((line) => ({
        lineItemId: globalId("LineItem", line.id),
        quantity: line.quantity,
      })) ?? null,
  };
}

/** Of which nothing is said, nothing has left. */
const NOT_YET = "pending";

function isArrival(shipmentStatus: string | null): boolean {
  return shipmentStatus === "delivered" || shipmentStatus === "picked_up";
}
