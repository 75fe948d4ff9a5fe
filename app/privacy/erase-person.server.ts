import { randomUUID } from "node:crypto";

import { Prisma } from "@prisma/client";

import { lockAll } from "../platform/lock.server.ts";
import { contactSubjects, lockErasure, noteErased } from "./erased.server.ts";
import { eraseNotes } from "./erase-notes.server.ts";
import { eraseWebhooks } from "./erase-webhooks.server.ts";
import { findPerson } from "./person.server.ts";
import type { Person } from "./person.server.ts";
import { ALL_PLACES, columnsOf } from "./places.server.ts";
import type { Erasure, Place } from "./places.server.ts";
import type { ToldCustomer } from "./read-told.server.ts";
import {
  anyOf,
  keyPattern,
  named,
  namingRows,
  rowsOfFriends,
  rowsOfOrders,
} from "./rows-of.server.ts";

/** What a place is erased with. */
export interface ErasureContext {
  readonly transaction: Prisma.TransactionClient;
  readonly shop: string;
  readonly person: Person;
  readonly now: Date;
}

/** How many rows of a place were erased, or lost who they are of. */
export interface ErasedRows {
  readonly title: string;
  readonly erasure: Erasure;
  readonly count: number;
}

/** What stands where something of a person stood. */
const ERASED = "[erased]";

/**
 * Erases all that says who somebody is, in every place there is, and notes by keyed hashes that they were, so that what comes
 * later is nobody's. Orders stay, without their customer: they are the shop's figures. It holds off whoever stores something of the
 * customer meanwhile.
 */
export async function erasePerson(
  transaction: Prisma.TransactionClient,
  shop: string,
  told: ToldCustomer,
  now: Date,
): Promise<ErasedRows[]> {
  const before = await findPerson(transaction, shop, told);
  // In the order in which news of an order takes them, so that neither waits for the other.
  await lockAll(transaction, shop, before.orderIds.toSorted());
  await lockErasure(transaction, shop, before.customerIds);
  await lockAll(transaction, shop, before.customerIds.toSorted());
  // Now nothing is added any more.
  const person = await findPerson(transaction, shop, told);
  const context = { transaction, shop, person, now };
  const erased: ErasedRows[] = [];
  for (const [table, place] of ALL_PLACES) {
    const count = await ERASURES[place.erasure](context, table, place);
    if (place.title !== null && count > 0)
      erased.push({ title: place.title, erasure: place.erasure, count });
  }
  for (const [table, place] of ALL_PLACES) {
    await eraseFriend(context, table, place);
    await eraseMentions(context, table, place);
  }
  const gone = [...person.customerIds, ...person.orderIds, ...contactSubjects(told)];
  await noteErased(transaction, shop, gone, now);
  return erased;
}

type Erase = (context: ErasureContext, table: string, place: Place) => Promise<number>;

const ERASURES: Readonly<Record<Erasure, Erase>> = {
  rows: ({ transaction, shop, person }, table, place) => {
    const theirs = anyOf([...namingRows(place, shop, person), ...rowsOfOrders(place, person)]);
    return transaction.$executeRaw`DELETE FROM ${named(table)} WHERE "shop" = ${shop} AND ${theirs}`;
  },
  "named rows": ({ transaction, shop, person }, table, place) =>
    transaction.$executeRaw`DELETE FROM ${named(table)} WHERE "shop" = ${shop} AND ${anyOf(namingRows(place, shop, person))}`,
  name: ({ transaction, shop, person }, table, place) => {
    const theirs = anyOf([...namingRows(place, shop, person), ...rowsOfOrders(place, person)]);
    const customers = columnsOf(place, "customer").map(named);
    const facts = columnsOf(place, "facts").map(named);
    const changes = [
      ...customers.map((column) => Prisma.sql`${column} = NULL`),
      ...facts.map((column) => Prisma.sql`${column} = ${column} - 'customerId'`),
    ];
    const haveOne = anyOf([
      ...customers.map((column) => Prisma.sql`${column} IS NOT NULL`),
      ...facts.map((column) => Prisma.sql`jsonb_exists(${column}, 'customerId')`),
    ]);
    return transaction.$executeRaw`UPDATE ${named(table)} SET ${Prisma.join(changes)} WHERE "shop" = ${shop} AND ${theirs} AND ${haveOne}`;
  },
  webhooks: eraseWebhooks,
  notes: eraseNotes,
  kept: () => Promise.resolve(0),
};

/** What another has earned by somebody stays, and does not tell who they were. */
async function eraseFriend(
  { transaction, shop, person }: ErasureContext,
  table: string,
  place: Place,
): Promise<void> {
  const columns = columnsOf(place, "friend", "friend-hash").map(
    (name) => Prisma.sql`${named(name)} = NULL`,
  );
  if (columns.length === 0) return;
  await transaction.$executeRaw`UPDATE ${named(table)} SET ${Prisma.join(columns)} WHERE "shop" = ${shop} AND ${anyOf(rowsOfFriends(place, person))}`;
}

/** Takes somebody's number and addresses out of what is left: others' notes and messages, and keys that a merger made. */
async function eraseMentions(
  { transaction, shop, person }: ErasureContext,
  table: string,
  place: Place,
): Promise<void> {
  const replace = async (name: string, pattern: string, by: string) => {
    const column = named(name);
    await transaction.$executeRaw`UPDATE ${named(table)} SET ${column} = regexp_replace(${column}, ${pattern}::text, ${by}::text, 'gi'::text) WHERE "shop" = ${shop} AND ${column} ~* ${pattern}`;
  };
  const { mention } = person;
  if (mention !== null)
    for (const name of columnsOf(place, "words")) await replace(name, mention, ERASED);
  const keys = keyPattern(person);
  // One for all keys, so that those that belong together still do; another one for another customer, so that keys stay apart.
  const by = `\\1\\2/erased-${randomUUID()}`;
  if (keys !== null) for (const name of columnsOf(place, "key")) await replace(name, keys, by);
}
