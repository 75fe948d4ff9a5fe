import { mkdirSync } from "node:fs";

import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";
import { PrismaPGlite } from "pglite-prisma-adapter";
import pg from "pg";
import { fromPglite } from "pg-boss";
import type { Db } from "pg-boss";

import { log } from "./log.server.ts";

/** The one database: PostgreSQL, embedded or a server, with the same schema and the same SQL. */
export interface Database {
  readonly prisma: PrismaClient;
  /** Plain SQL on the same database, for the migrations. */
  readonly sql: Db;
  /** How the job queue has to speak to it: it listens for jobs, and so has connections of its own where there can be several. */
  readonly queue:
    | { readonly connectionString: string; readonly max: number }
    | { readonly db: Db; readonly backend: "pglite" };
  /** Runs several statements separated by semicolons. */
  readonly runScript: (script: string) => Promise<void>;
  close(): Promise<void>;
}

/** Connections of a process to a server, beside the one on which it listens for jobs. */
const CONNECTIONS = 10;
const QUEUE_CONNECTIONS = 4;

/** Opens a PostgreSQL server's database. */
export function openServerDatabase(connectionString: string): Database {
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS });
  // A connection that breaks while it is idle is replaced; without a listener it would end the process.
  pool.on("error", (failure) => log.warn({ err: failure }, "a database connection broke"));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    sql: { executeSql: (text, values) => pool.query(text, values) },
    queue: { connectionString, max: QUEUE_CONNECTIONS },
    runScript: async (script) => void (await pool.query(script)),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/**
 * Opens the embedded database: PostgreSQL in Wasm, in one folder, for one process.
 * @param folder where it is kept; none keeps it in memory
 * @param image what it begins as, as PGlite dumps it; none begins empty
 */
export async function openEmbeddedDatabase(folder?: string, image?: Blob): Promise<Database> {
  if (folder) mkdirSync(folder, { recursive: true });
  const pglite = await PGlite.create({
    ...(folder && { dataDir: folder }),
    ...(image && { loadDataDir: image }),
  });
  // The adapter brings its own copy of Prisma's adapter types, alike but for optional properties.
  const adapter = new PrismaPGlite(pglite) as unknown as SqlDriverAdapterFactory;
  const prisma = new PrismaClient({ adapter });
  const sql = fromPglite(pglite);
  return {
    prisma,
    sql,
    queue: { db: sql, backend: "pglite" },
    runScript: async (script) => void (await pglite.exec(script)),
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
