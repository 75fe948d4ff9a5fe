import { Prisma } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { subjectHashes } from "./erased.server.ts";
import type { Person } from "./person.server.ts";
import { columnsOf } from "./places.server.ts";
import type { Place } from "./places.server.ts";

/** A name in SQL: a table's or a column's, of the list of places. */
export const named = (name: string) => Prisma.raw(`"${name}"`);

/** Keys of ours with a customer's number: what stands before it. */
const KEY_PREFIXES = "sign-up|birthday|review|import|merged|tier";

/** Rows that name somebody: by their id, or by a hash of it or of their address. */
export function namingRows(place: Place, shop: string, person: Person): Prisma.Sql[] {
  const { customerIds, emailHashes } = person;
  const hashes = customerIds.flatMap((id) => subjectHashes(shop, id));
  return [
    ...columnsOf(place, "customer", "either").map((name) => isAmong(name, customerIds)),
    ...columnsOf(place, "customer-hash").map((name) => isAmong(name, hashes)),
    ...columnsOf(place, "email-hash").map((name) => isAmong(name, emailHashes)),
    ...columnsOf(place, "fields").map((name) => hasField(name, "customer_id", customerIds)),
    ...columnsOf(place, "body").flatMap((name) => bodiesOf(name, person)),
  ];
}

/** Rows of somebody else's in which they are the friend. */
export function rowsOfFriends(place: Place, { customerIds, friendHashes }: Person): Prisma.Sql[] {
  return [
    ...columnsOf(place, "friend").map((name) => isAmong(name, customerIds)),
    ...columnsOf(place, "friend-hash").map((name) => isAmong(name, friendHashes)),
  ];
}

/** Rows of somebody's orders. */
export function rowsOfOrders(place: Place, { orderIds }: Person): Prisma.Sql[] {
  if (orderIds.length === 0) return [];
  return [
    ...columnsOf(place, "order", "either").map((name) => isAmong(name, orderIds)),
    ...columnsOf(place, "fields").map((name) => hasField(name, "order_id", orderIds)),
    ...columnsOf(place, "orders").map(
      (name) =>
        Prisma.sql`EXISTS (SELECT FROM jsonb_array_elements_text(${named(name)}) AS one WHERE one = ANY(${orderIds}::text[]))`,
    ),
  ];
}

/** Any of some conditions; never, where there is none. */
export function anyOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0
    ? Prisma.sql`FALSE`
    : Prisma.sql`(${Prisma.join(conditions, " OR ")})`;
}

/** A regular expression of PostgreSQL for keys with a customer's number; null for nobody. */
export function keyPattern({ customerIds }: Person): string | null {
  if (customerIds.length === 0) return null;
  return `(^|/)(${KEY_PREFIXES})/(${customerIds.map(numericId).join("|")})(?=/|$)`;
}

function isAmong(name: string, values: readonly string[]): Prisma.Sql {
  return Prisma.sql`${named(name)} = ANY(${values}::text[])`;
}

function hasField(name: string, field: string, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`${named(name)}->>${field}::text = ANY(${ids.map((id) => String(numericId(id)))}::text[])`;
}

/**
 * Webhooks that wait or were refused, with somebody's number or address anywhere in them, or about an order of theirs. A dispute is
 * about money, and says nothing of who paid it.
 */
function bodiesOf(name: string, { mention, orderIds }: Person): Prisma.Sql[] {
  const body = named(name);
  const waits = Prisma.sql`"processedAt" IS NULL`;
  const numbers = orderIds.map((id) => String(numericId(id)));
  return [
    ...(mention === null
      ? []
      : [Prisma.sql`(${waits} AND ${body}::text || coalesce("refusal", '') ~* ${mention})`]),
    ...(numbers.length === 0
      ? []
      : [
          Prisma.sql`(${waits} AND "topic" LIKE 'ORDERS\\_%' AND ${body}->>'id' = ANY(${numbers}::text[]))`,
          Prisma.sql`(${waits} AND "topic" NOT LIKE 'DISPUTES\\_%' AND ${body}->>'order_id' = ANY(${numbers}::text[]))`,
        ]),
  ];
}
