import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { PGlite } from "@electric-sql/pglite";

import { openEmbeddedDatabase, openServerDatabase } from "../../app/platform/database.server.ts";
import type { Database } from "../../app/platform/database.server.ts";
import { Jobs } from "../../app/platform/jobs.server.ts";
import { migrate } from "../../app/platform/migrate.server.ts";
import { runAsAdmin, urlOfDatabase } from "./postgres-server.ts";

/** What every test database begins as: migrated, with the tables of the job queue, and empty. It is made once, and copied. */
const MIGRATIONS = "prisma/migrations";
const MADE_OF = [
  "package-lock.json",
  "app/platform/jobs.server.ts",
  "app/platform/migrate.server.ts",
];
const FOLDER = ".cache/test-databases";
/** Name of the database on a server that others are copies of. */
const TEMPLATE = "tandem_template";

async function prepare(database: Database): Promise<void> {
  await migrate(database, MIGRATIONS);
  const jobs = await Jobs.open(database);
  await jobs.stop();
}

/** Where the embedded database's template stands, by what it is made of. */
function templateFolder(): string {
  const hash = createHash("sha256");
  for (const file of MADE_OF) hash.update(readFileSync(file));
  for (const name of readdirSync(MIGRATIONS, { recursive: true, encoding: "utf8" }).toSorted())
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  return join(FOLDER, hash.digest("hex").slice(0, 16));
}

/** The data folder of the embedded database's template, for a copy. */
const embeddedTemplate = () => join(templateFolder(), "data");

/** The same as one file, for a database in memory. */
export const embeddedImage = () => join(templateFolder(), "image.tar");

/** Makes the embedded database's template, unless it is there; older ones go. */
export async function makeEmbeddedTemplate(): Promise<void> {
  if (existsSync(embeddedImage())) return;
  const making = `${templateFolder()}-${process.pid}`;
  await mkdir(making, { recursive: true });
  const database = await openEmbeddedDatabase(join(making, "data"));
  await prepare(database);
  await database.close();
  const pglite = await PGlite.create({ dataDir: join(making, "data") });
  const image = await pglite.dumpDataDir("none");
  await pglite.close();
  await writeFile(join(making, "image.tar"), Buffer.from(await image.arrayBuffer()));
  for (const name of readdirSync(FOLDER))
    if (join(FOLDER, name) !== making)
      await rm(join(FOLDER, name), { recursive: true, force: true });
  await rename(making, templateFolder());
}

/** A copy of the template, as a data folder that the app can open. */
export async function copyEmbeddedTemplate(folder: string): Promise<void> {
  await cp(embeddedTemplate(), folder, { recursive: true });
}

/** Makes the template of a server. */
export async function makeServerTemplate(adminUrl: string): Promise<void> {
  await runAsAdmin(adminUrl, `CREATE DATABASE "${TEMPLATE}"`);
  const database = openServerDatabase(urlOfDatabase(adminUrl, TEMPLATE));
  await prepare(database);
  await database.close();
}

/** Copies the template of a server. @returns the address of the copy */
export async function copyServerTemplate(adminUrl: string, name: string): Promise<string> {
  await runAsAdmin(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  return urlOfDatabase(adminUrl, name);
}
