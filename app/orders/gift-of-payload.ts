import { z } from "zod";

import { isGift } from "../../core/follow-ups/gift.ts";
import type { NamedPerson } from "../../core/follow-ups/gift.ts";
import { listOf, optionalTextSchema } from "./webhook-fields.ts";

const addressSchema = z
  .object({
    first_name: optionalTextSchema,
    last_name: optionalTextSchema,
    company: optionalTextSchema,
  })
  .nullish();
const namedSchema = listOf(
  z
    .object({ name: optionalTextSchema, value: z.unknown().optional() })
    .transform(({ name, value }) => ({ name: name ?? "", value })),
);

/** What of an `orders/*` webhook tells that it is a gift (shopify.dev, REST "Order"). Of the names, nothing is stored. */
const orderSchema = z.object({
  shipping_address: addressSchema,
  billing_address: addressSchema,
  note_attributes: namedSchema,
  line_items: listOf(z.object({ properties: namedSchema })),
});

/** @throws when the body is not of Shopify's form */
export function giftOfPayload(payload: unknown): { isGift?: true } {
  const order = orderSchema.parse(payload);
  const marks = {
    shippedTo: personOf(order.shipping_address),
    chargedTo: personOf(order.billing_address),
    attributes: order.note_attributes,
    properties: order.line_items.flatMap((line) => line.properties),
  };
  return isGift(marks) ? { isGift: true } : {};
}

function personOf(address: z.infer<typeof addressSchema>): NamedPerson | null {
  if (!address) return null;
  const { first_name: firstName, last_name: lastName, company } = address;
  return { firstName, lastName, company };
}
