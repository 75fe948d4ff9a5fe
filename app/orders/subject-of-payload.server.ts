import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { optionalIdSchema } from "./webhook-fields.ts";

const idsSchema = z.object({ id: optionalIdSchema, order_id: optionalIdSchema });

const customersSchema = z.object({
  customer: z.object({ id: z.number() }).nullish(),
  admin_graphql_api_customer_kept_id: z.string().nullish(),
  admin_graphql_api_customer_deleted_id: z.string().nullish(),
});

/** The ids of the order and of the customers that a webhook names, as far as its body says. */
export function namedInPayload(topic: string, payload: unknown): string[] {
  const subject = subjectOfPayload(topic, payload);
  const read = customersSchema.safeParse(payload);
  const named: z.infer<typeof customersSchema> = read.success ? read.data : {};
  return [
    subject,
    named.customer && globalId("Customer", named.customer.id),
    named.admin_graphql_api_customer_kept_id,
    named.admin_graphql_api_customer_deleted_id,
  ].flatMap((id) => id ?? []);
}

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
