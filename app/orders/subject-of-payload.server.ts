import { z } from "zod";

import { globalId } from "../../core/catalog/global-id.ts";
import { optionalIdSchema } from "./webhook-fields.ts";

const idsSchema = z.object({ id: optionalIdSchema, order_id: optionalIdSchema });

/** Shopify's id of the order or the customer that a webhook is about, as far as its body says; null for another thing. */
export function subjectOfPayload(topic: string, payload: unknown): string | null {
  const ids = idsSchema.safeParse(payload);
  if (!ids.success) return null;
  const { id, order_id: orderId } = ids.data;
  if (orderId !== null) return globalId("Order", orderId);
  if (id === null) return null;
  if (topic.startsWith("ORDERS_")) return globalId("Order", id);
  return topic.startsWith("CUSTOMERS_") ? globalId("Customer", id) : null;
}
