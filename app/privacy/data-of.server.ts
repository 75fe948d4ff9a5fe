import { Prisma } from "@prisma/client";

import type { Person } from "./person.server.ts";
import { ALL_PLACES, columnsOf } from "./places.server.ts";
import type { Place } from "./places.server.ts";
import { anyOf, named, namingRows, rowsOfFriends, rowsOfOrders } from "./rows-of.server.ts";

/** A row as the database has it. */
type Row = Readonly<Record<string, unknown>>;

/** Everything that is kept of somebody, by what it is called; what there is nothing of is an empty list. */
export type DataOfPerson = Readonly<Record<string, readonly Row[]>>;

/** Reads everything that is kept of somebody, out of every place there is. */
export async function dataOf(
  reader: Prisma.TransactionClient,
  shop: string,
  person: Person,
): Promise<DataOfPerson> {
  const data = new Map<string, readonly Row[]>();
  for (const [table, place] of ALL_PLACES) {
    if (place.title === null) continue;
    const theirs = anyOf([
      ...namingRows(place, shop, person),
      ...rowsOfFriends(place, person),
      Prisma.sql`(${anyOf(rowsOfOrders(place, person))} AND ${nobodyElses(place, person)})`,
    ]);
    const rows = await reader.$queryRaw<
      Row[]
    >`SELECT * FROM ${named(table)} WHERE "shop" = ${shop} AND ${theirs}`;
    data.set(
      place.title,
      rows.map((row) => shown(row, place)),
    );
  }
  return Object.fromEntries(data);
}

/** An order may have been somebody else's before: what is theirs is not told. */
function nobodyElses(place: Place, { customerIds }: Person): Prisma.Sql {
  const others = columnsOf(place, "customer")
    .filter((name) => !place.withheld?.includes(name))
    .map((name) => Prisma.sql`coalesce(${named(name)} <> ALL(${customerIds}::text[]), FALSE)`);
  return Prisma.sql`NOT ${anyOf(others)}`;
}

function shown(row: Row, { withheld = [] }: Place): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== "shop" && !withheld.includes(name))
      .map(([name, value]) => [name, readable(value)]),
  );
}

/** JSON has no whole numbers of 64 bits: those that a number cannot hold are texts. */
function readable(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
