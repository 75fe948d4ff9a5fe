import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Database } from "./database.server.ts";

/** An arbitrary number that names the lock: two processes that start at once migrate one after the other. */
const LOCK = 724_110_032;

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, each in one
 * transaction. Prisma's own `migrate deploy` needs an engine that its CLI downloads, which is not to
 * be had everywhere that Tandem runs; the folder is Prisma's, and so is the order.
 * @returns names of the migrations that were applied
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  await database.runScript(
    `CREATE TABLE IF NOT EXISTS "_tandem_migrations" (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT now())`,
  );
  const { rows } = await database.sql.executeSql(`SELECT name FROM "_tandem_migrations"`);
  const applied = new Set((rows as { name: string }[]).map((row) => row.name));
  const missing = names.filter((name) => !applied.has(name));
  for (const name of missing) {
    const script = await readFile(join(folder, name, "migration.sql"), "utf8");
    await database.runScript(
      `BEGIN; SELECT pg_advisory_xact_lock(${LOCK}); INSERT INTO "_tandem_migrations" (name) VALUES ('${name}'); ${script}; COMMIT;`,
    );
  }
  return missing;
}
