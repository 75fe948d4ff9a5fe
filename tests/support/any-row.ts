import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";

interface Column {
  readonly table: string;
  readonly name: string;
  /** Of PostgreSQL, as its catalog names it. */
  readonly type: string;
}

/** A value of each type that a column can have. */
const VALUES: Readonly<Record<string, string>> = {
  text: "x",
  integer: "1",
  bigint: "1",
  boolean: "false",
  jsonb: "{}",
  "timestamp without time zone": "2026-01-01",
};

/** The columns that need a value, of each table that has rows of shops, as the database itself tells. */
export async function columnsOfShopTables(
  prisma: PrismaClient,
): Promise<Map<string, readonly Column[]>> {
  const columns = await prisma.$queryRaw<Column[]>`
    SELECT table_name::text AS "table", column_name::text AS "name", data_type::text AS "type" FROM information_schema.columns AS one
    WHERE table_schema = 'public' AND (is_nullable = 'NO' AND column_default IS NULL OR column_name = 'id')
      AND EXISTS (SELECT FROM information_schema.columns AS other
        WHERE other.table_schema = 'public' AND other.table_name = one.table_name AND other.column_name = 'shop')`;
  const tables = new Map<string, Column[]>();
  for (const column of columns)
    tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return tables;
}

/** Puts a row of a shop into a table, with something in each column that needs it, whatever the table is for. */
export async function putAnyRow(
  prisma: PrismaClient,
  columns: readonly Column[],
  shop: string,
): Promise<void> {
  const names = columns.map(({ name }) => Prisma.raw(`"${name}"`));
  const values = columns.map(({ name, type }) => {
    const value = name === "shop" ? shop : name === "id" ? `${shop} x` : VALUES[type];
    return Prisma.sql`${value}::text::${Prisma.raw(type)}`;
  });
  const table = Prisma.raw(`"${columns[0]!.table}"`);
  await prisma.$executeRaw`INSERT INTO ${table} (${Prisma.join(names)}) VALUES (${Prisma.join(values)})`;
}

/** How many rows of a shop a table has. */
export async function countRows(
  prisma: PrismaClient,
  table: string,
  shop: string,
): Promise<number> {
  const [row] = await prisma.$queryRaw<
    [{ count: bigint }]
  >`SELECT count(*) AS count FROM ${Prisma.raw(`"${table}"`)} WHERE "shop" = ${shop}`;
  return Number(row.count);
}
