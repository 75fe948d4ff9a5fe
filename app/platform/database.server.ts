import { mkdirSync } from "node:fs";
import type { Socket } from "node:net";

import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";
import { PrismaPGlite } from "pglite-prisma-adapter";
import pg from "pg";
import { fromPglite } from "pg-boss";
import type { Db } from "pg-boss";

import { hasRoom, roomOf } from "./end-of-embedded.server.ts";
import { guardEmbedded } from "./guard-embedded.server.ts";
import { hearDatabaseFailure } from "./disk-trouble.server.ts";
import { DATABASE_LIMITS, sessionLimits, WITHOUT_LIMITS } from "./database-limits.server.ts";
import type { SessionLimits } from "./database-limits.server.ts";
import { limitedSocket } from "./limited-socket.server.ts";
import { log } from "./log.server.ts";
import { watchAdapter } from "./watched-adapter.server.ts";

/** An arbitrary number that names the lock of {@link Database.startAlone}. */
const START_LOCK = 724_110_033;

/** A connection within a transaction. */
export interface SqlSession {
  /** Runs several statements separated by semicolons. */
  run(script: string): Promise<void>;
  /** The rows of one query. */
  read(query: string): Promise<unknown[]>;
}

/** The one database: PostgreSQL, embedded or a server, with the same schema and the same SQL. */
export interface Database {
  readonly prisma: PrismaClient;
  /** Plain SQL on the same database, for the migrations. */
  readonly sql: Db;
  /** How the job queue has to speak to it: it listens for jobs, and so has connections of its own where there can be several. */
  readonly queue:
    | (SessionLimits & {
        readonly connectionString: string;
        readonly max: number;
        readonly connectionTimeoutMillis: number;
        readonly stream: () => Socket;
      })
    | { readonly db: Db; readonly backend: "pglite" };
  /** Does work on one connection, in one transaction that fails as a whole. */
  inTransaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Does work of the start while no other process does: whoever starts at once waits. */
  startAlone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Connections of a process to a server, beside the one on which it listens for jobs. */
const CONNECTIONS = 10;
const QUEUE_CONNECTIONS = 4;

/** A migration may rewrite a large table, and whoever starts at once waits for it. */
const START_MILLISECONDS = 60 * 60_000;

/** Opens a PostgreSQL server's database. */
export function openServerDatabase(connectionString: string, limits = DATABASE_LIMITS): Database {
  const connection = {
    connectionString,
    connectionTimeoutMillis: limits.connect,
    stream: () => limitedSocket(limits.silence),
  };
  const pool = new pg.Pool({
    ...connection,
    ...sessionLimits(connectionString, limits),
    max: CONNECTIONS,
  });
  // A connection that breaks while it is idle is replaced; without a listener it would end the process.
  pool.on("error", (failure) => log.warn({ err: failure }, "a database connection broke"));
  const prisma = new PrismaClient({
    adapter: watchAdapter(new PrismaPg(pool), hearDatabaseFailure),
  });
  const inTransaction: Database["inTransaction"] = (work) =>
    inTransactionOf({ ...connection, stream: () => limitedSocket(START_MILLISECONDS) }, work);
  return {
    prisma,
    sql: { executeSql: (text, values) => pool.query(text, values) },
    queue: {
      ...connection,
      // When it starts, it may change its own tables, for as long as the line is waited for.
      ...sessionLimits(connectionString, { ...limits, statement: limits.silence }),
      max: QUEUE_CONNECTIONS,
    },
    inTransaction,
    startAlone: (work) =>
      inTransaction(async ({ run }) => {
        await run(`SELECT pg_advisory_xact_lock(${START_LOCK})`);
        return work();
      }),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** On a connection of its own: what the start does is long, and has other limits. */
async function inTransactionOf<T>(
  connection: pg.ClientConfig,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection);
  // Whatever is asked on a broken connection fails with the same; without a listener it would end the process.
  client.on("error", (failure) => log.warn({ err: failure }, "a database connection broke"));
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(WITHOUT_LIMITS);
    const result = await work({
      run: async (script) => void (await client.query(script)),
      read: async (query) => (await client.query(query)).rows,
    });
    await client.query("COMMIT");
    return result;
  } finally {
    // Closed, so that whatever it holds after a failure is let go of.
    await client.end();
  }
}

/**
 * Opens the embedded database: PostgreSQL in Wasm, in one folder, for one process.
 * @param folder where it is kept; none keeps it in memory
 * @param image what it begins as, as PGlite dumps it; none begins empty
 * @param onEnd is told when it has broken off, and will answer nothing any more
 * @throws where it cannot be opened, with words for a disk that is full
 */
export async function openEmbeddedDatabase(
  folder?: string,
  image?: Blob,
  onEnd: (failure: unknown) => void = () => {},
): Promise<Database> {
  if (folder) mkdirSync(folder, { recursive: true });
  const pglite = await openPglite(folder, image);
  guardEmbedded(pglite, onEnd);
  // The adapter brings its own copy of Prisma's adapter types, alike but for optional properties.
  const adapter = new PrismaPGlite(pglite) as unknown as SqlDriverAdapterFactory;
  const prisma = new PrismaClient({ adapter: watchAdapter(adapter, hearDatabaseFailure) });
  const sql = fromPglite(pglite);
  return {
    prisma,
    sql,
    queue: { db: sql, backend: "pglite" },
    inTransaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          run: async (script) => void (await transaction.exec(script)),
          read: async (query) => (await transaction.query(query)).rows,
        }),
      ),
    // It takes one process.
    startAlone: (work) => work(),
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

async function openPglite(folder?: string, image?: Blob): Promise<PGlite> {
  try {
    return await PGlite.create({
      ...(folder && { dataDir: folder }),
      ...(image && { loadDataDir: image }),
    });
  } catch (failure) {
    if (!folder || (await hasRoom(folder))) throw failure;
    const megabytes = Math.floor((await roomOf(folder)) / 1_000_000);
    throw new Error(
      `The disk is full (${megabytes} MB are left): the embedded database in ${folder} can't be opened. Make room, then start Tandem again.`,
      { cause: failure },
    );
  }
}
