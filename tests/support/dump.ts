import { z } from "zod";

import type { Database } from "../../app/platform/database.server.ts";

const tablesSchema = z.array(z.object({ name: z.string() }));
const rowsSchema = z.array(z.object({ row: z.string() }));

/** Every row of every table of a database, the job queue's too, as text, with the table's name before it. */
export async function dumpDatabase({ sql }: Database): Promise<string[]> {
  const tables = await sql.executeSql(`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1`);
  const lines: string[] = [];
  for (const { name } of tablesSchema.parse(tables.rows)) {
    const found = await sql.executeSql(`SELECT to_jsonb(one)::text AS row FROM ${name} AS one`);
    for (const { row } of rowsSchema.parse(found.rows)) lines.push(`${name} ${row}`);
  }
  return lines;
}

/** The rows of a dump in which something of a person stands, by itself: not as a part of another number or address. */
export function rowsNaming(dump: readonly string[], traces: readonly string[]): string[] {
  const ways = traces.map((trace) => trace.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const naming = new RegExp(`(?<![a-z0-9._%+-])(${ways.join("|")})(?![a-z0-9])`, "i");
  return dump.filter((line) => naming.test(line));
}
