import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { contactSubjects } from "../privacy/erased.server.ts";
import { optionalIdSchema } from "./webhook-fields.ts";

const idsSchema = z.object({ id: optionalIdSchema, order_id: optionalIdSchema });

const NUMBER = /^(?:gid:\/\/shopify\/(?:Customer|Order)\/)?(\d{1,20})$/;

/**
 * All that a webhook can name somebody by: whatever in its body may be the id of a customer or of an order, and addresses and telephone
 * numbers as {@link contactSubjects} has them. A body that was refused has no shape to rely on, so every value is looked at.
 */
export function namedInPayload(payload: unknown): string[] {
  const named = new Set<string>();
  const waiting: unknown[] = [payload];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "object" && value !== null) waiting.push(...Object.values(value));
    if (typeof value !== "string" && typeof value !== "number") continue;
    for (const name of namedBy(String(value).trim())) named.add(name);
  }
  return [...named];
}

/** An address with whatever characters there are in it, and one with the usual ones alone, since a text has others around it: (ada@example.com). */
const EMAILS = [
  /[^\s@<>,;"]{1,320}@[^\s@<>,;"]+/g,
  /[\p{L}\p{N}._%+-]{1,320}@[\p{L}\p{N}]+(?:[.-]+[\p{L}\p{N}]+)*/gu,
];

function namedBy(text: string): string[] {
  const number = NUMBER.exec(text)?.[1];
  const ids = number === undefined ? [] : [globalId("Customer", number), globalId("Order", number)];
  const emails = EMAILS.flatMap((email) => text.match(email) ?? []);
  const phones = text.match(/(?:\+|\(0\)|\(?\d)(?:[\s()./\u2010-\u2015-]{0,3}\d){5,}/g) ?? [];
  return [
    ...ids,
    ...emails.flatMap((email) => contactSubjects({ email, phone: null })),
    ...phones.flatMap((phone) => contactSubjects({ email: null, phone })),
  ];
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
