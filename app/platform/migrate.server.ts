import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import type { Database } from "./database.server.ts";

/** An arbitrary number that names the lock: of processes that start at once, one migrates and the others wait. */
const LOCK = 724_110_032;

const appliedSchema = z.array(z.object({ name: z.string() }));

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, all or none: in one
 * transaction, which takes the lock before it looks which are missing. Prisma's own `migrate deploy` needs an engine that its CLI downloads, which is not to
 * be had everywhere that Tandem runs; the folder is Prisma's, and so is the order.
 * @returns names of the migrations that were applied
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  return database.inTransaction(async ({ run, read }) => {
    await run(`SELECT pg_advisory_xact_lock(${LOCK})`);
    await run(
      `CREATE TABLE IF NOT EXISTS "_tandem_migrations" (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT now())`,
    );
    const rows = appliedSchema.parse(await read(`SELECT name FROM "_tandem_migrations"`));
    const applied = new Set(rows.map((row) => row.name));
    const missing = names.filter((name) => !applied.has(name));
    for (const name of missing) {
      await run(await readFile(join(folder, name, "migration.sql"), "utf8"));
      await run(`INSERT INTO "_tandem_migrations" (name) VALUES ('${name}')`);
    }
    return missing;
  });
}
