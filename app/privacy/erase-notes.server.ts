import { ORDERS } from "../orders/orders-set-aside.server.ts";
import type { ErasureContext } from "./erase-person.server.ts";
import type { Place } from "./places.server.ts";
import { anyOf, keyPattern, named, namingRows, rowsOfOrders } from "./rows-of.server.ts";

/**
 * Deletes the notes of what was set aside or put off of somebody: what they were of is gone. Those of orders stay, since a note
 * is all that waits of an order.
 * @returns how many there were
 */
export async function eraseNotes(
  { transaction, shop, person }: ErasureContext,
  table: string,
  place: Place,
): Promise<number> {
  const keys = keyPattern(person) ?? "";
  const naming = anyOf(namingRows(place, shop, person));
  const ofOrders = anyOf(rowsOfOrders(place, person));
  // Events for Shopify Flow have the order's id in their key.
  const inKey = person.orderIds.map((id) => `%/${id}/%`);
  return transaction.$executeRaw`
    DELETE FROM ${named(table)} WHERE "shop" = ${shop} AND (
      ${naming}
      OR (${keys} <> '' AND "itemId" ~ ${keys})
      OR ("kind" <> ${ORDERS.kind} AND (${ofOrders} OR "itemId" LIKE ANY(${inKey}::text[])))
    )`;
}
