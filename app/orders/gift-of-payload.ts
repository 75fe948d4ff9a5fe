import { z } from "zod";

import { isGift } from "../../core/follow-ups/gift.ts";
import type { NamedPerson } from "../../core/follow-ups/gift.ts";
import { listOf, optionalTextSchema } from "./webhook-fields.ts";

/** Who an address names. */
export const personSchema = z.object({
  first_name: optionalTextSchema,
  last_name: optionalTextSchema,
  company: optionalTextSchema,
});
/** Attributes of an order, or properties of a line; one without a name has an empty one. */
export const namedSchema = listOf(
  z
    .object({ name: optionalTextSchema, value: z.unknown().optional() })
    .transform(({ name, value }) => ({ name: name ?? "", value })),
);

type Person = z.infer<typeof personSchema>;

/** What of an `orders/*` webhook tells that it is a gift (shopify.dev, REST "Order"). Of the names, nothing is stored. */
interface OrderOfPayload {
  readonly shipping_address?: Person | null | undefined;
  readonly billing_address?: Person | null | undefined;
  readonly note_attributes: z.infer<typeof namedSchema>;
  readonly line_items: readonly { readonly properties: z.infer<typeof namedSchema> }[];
}

export function giftOfPayload(order: OrderOfPayload): { isGift?: true } {
  const marks = {
    shippedTo: personOf(order.shipping_address),
    chargedTo: personOf(order.billing_address),
    attributes: order.note_attributes,
    properties: order.line_items.flatMap((line) => line.properties),
  };
  return isGift(marks) ? { isGift: true } : {};
}

function personOf(person: Person | null | undefined): NamedPerson | null {
  if (!person) return null;
  const { first_name: firstName, last_name: lastName, company } = person;
  return { firstName, lastName, company };
}
