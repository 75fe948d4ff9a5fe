import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openEmbeddedDatabase, openServerDatabase } from "../../app/platform/database.server.ts";
import type { Database } from "../../app/platform/database.server.ts";
import {
  copyEmbeddedTemplate,
  copyServerTemplate,
  embeddedImage,
  makeEmbeddedTemplate,
  makeServerTemplate,
} from "./database-templates.ts";
import { runAsAdmin, startPostgresServer } from "./postgres-server.ts";

/** A migrated database that is empty, and how to be rid of it. */
export interface TestDatabase {
  readonly database: Database;
  /** Address of the server, for the processes of a demo; none for the embedded database. */
  readonly url?: string;
  close(): Promise<void>;
}

type NamedDatabase = readonly [name: string, open: () => Promise<TestDatabase>];

/** Where the server of a test run is, as the set-up of the run says it; without one, each database starts its own. */
export const DATABASE_SERVER = "TANDEM_TEST_POSTGRES";
const EMBEDDED: NamedDatabase = ["PGlite", openInMemory];
const SERVER: NamedDatabase = ["PostgreSQL", openOnServer];

/** The databases that Tandem runs on, for what SQL, locks or crashes may tell apart. */
export const DATABASES: readonly NamedDatabase[] = [EMBEDDED, SERVER];

/** For what only stores and reads: one of them, and both in `npm run test:full`. */
export const EITHER_DATABASE: readonly NamedDatabase[] =
  process.env["TANDEM_TEST_DATABASES"] === "both" ? DATABASES : [SERVER];

/** The same, with the embedded one on disk, as a shop has it: for measurements with more rows than memory holds. */
export const DATABASES_ON_DISK: readonly NamedDatabase[] = [["PGlite", openOnDisk], SERVER];

/** Deletes all rows of tables, by their names in the client. */
export async function emptyTables(
  prisma: Database["prisma"],
  names: readonly (keyof Database["prisma"])[],
): Promise<void> {
  for (const name of names) await (prisma[name] as { deleteMany(): Promise<unknown> }).deleteMany();
}

async function openInMemory(): Promise<TestDatabase> {
  await makeEmbeddedTemplate();
  const database = await openEmbeddedDatabase(undefined, await openAsBlob(embeddedImage()));
  return { database, close: () => database.close() };
}

async function openOnDisk(): Promise<TestDatabase> {
  await makeEmbeddedTemplate();
  const folder = await mkdtemp(join(tmpdir(), "tandem-pglite-"));
  await copyEmbeddedTemplate(folder);
  const database = await openEmbeddedDatabase(folder);
  return {
    database,
    async close() {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** On a PostgreSQL server, with the address for the processes of a demo. */
export async function openOnServer(): Promise<TestDatabase> {
  const { url, drop } = await openServerCopy();
  const database = openServerDatabase(url);
  return {
    database,
    url,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A database of its own on the run's server, a copy of the template, and how to be rid of it. */
export async function openServerCopy(): Promise<{ url: string; drop(): Promise<void> }> {
  const shared = process.env[DATABASE_SERVER];
  const own = shared === undefined ? await startPostgresServer() : undefined;
  const adminUrl = shared ?? own!.adminUrl;
  if (own) await makeServerTemplate(adminUrl);
  const name = `tandem-${randomUUID()}`;
  return {
    url: await copyServerTemplate(adminUrl, name),
    drop: () => (own ? own.stop() : runAsAdmin(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`)),
  };
}
