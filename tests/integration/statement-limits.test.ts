import pg from "pg";
import { PgBoss } from "pg-boss";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { isDatabaseAway } from "../../app/platform/database-failure.server.ts";
import { DATABASE_LIMITS } from "../../app/platform/database-limits.server.ts";
import { openServerDatabase } from "../../app/platform/database.server.ts";
import type { Database } from "../../app/platform/database.server.ts";
import { serveOnce } from "../../app/privacy/serve-once.server.ts";
import { installOn, startApp } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

const SHORT = { ...DATABASE_LIMITS, statement: 300, idle: 300 };
const SLEEP = "SELECT 1 AS one FROM (SELECT pg_sleep(1)) AS slept";
const limitsSchema = z.array(z.object({ statement: z.string(), idle: z.string() }));
const LIMITS =
  "SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle";

let server: TestDatabase;
beforeAll(async () => {
  server = await openOnServer();
});
afterAll(() => server.close());

describe("a statement or a transaction of ours that takes too long", () => {
  const opened: Database[] = [];
  const open = (more = "", limits = DATABASE_LIMITS) => {
    const database = openServerDatabase(server.url! + more, limits);
    opened.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  const limitsOf = async ({ sql }: Pick<Database, "sql">) =>
    limitsSchema.parse((await sql.executeSql(LIMITS)).rows)[0]!;

  test("is ended by the server, in Prisma's connections and in plain ones, which go on", async () => {
    const { prisma, sql } = open("", SHORT);
    for (const ask of [
      () => prisma.$queryRawUnsafe(SLEEP),
      () => prisma.$transaction((transaction) => transaction.$executeRawUnsafe(SLEEP)),
      () => sql.executeSql(SLEEP),
    ]) {
      const failure = await ask().then(
        () => expect.unreachable(),
        (one: unknown) => one,
      );
      expect(String(failure)).toContain("canceling statement due to statement timeout");
      expect(isDatabaseAway(failure)).toBe(true);
      expect(await prisma.shop.count()).toBe(0);
    }
  });

  test("lets go of its locks where it does nothing between its statements, and its connection is replaced", async () => {
    const { prisma } = open("", SHORT);
    const other = new pg.Client({ connectionString: server.url });
    await other.connect();
    const idle = prisma.$transaction(async (transaction) => {
      await transaction.$executeRawUnsafe('LOCK TABLE "Shop" IN ACCESS EXCLUSIVE MODE');
      // Taken by another session while this one is still at it: the server has ended it.
      await other.query('SELECT count(*) FROM "Shop"');
      await transaction.shop.count();
    });
    const failure = await idle.then(
      () => expect.unreachable(),
      (one: unknown) => one,
    );
    expect(isDatabaseAway(failure)).toBe(true);
    expect(await prisma.shop.count()).toBe(0);
    await other.end();
  });

  test("has half a minute, unless the address says otherwise", async () => {
    expect(await limitsOf(open())).toEqual({ statement: "30s", idle: "45s" });
    expect(await limitsOf(open("?statement_timeout=0"))).toEqual({ statement: "0", idle: "45s" });
    const asOptions = encodeURIComponent(
      "-c statement_timeout=5s -c idle_in_transaction_session_timeout=6s",
    );
    expect(await limitsOf(open(`?options=${asOptions}`))).toEqual({ statement: "5s", idle: "6s" });
  });

  test("is the queue's own where it changes its tables: as long as the line is waited for", async () => {
    const { queue } = open();
    if (!("connectionString" in queue)) return expect.unreachable();
    const boss = new PgBoss(queue);
    await boss.start();
    try {
      expect(await limitsOf({ sql: boss.getDb() })).toEqual({ statement: "1min", idle: "45s" });
    } finally {
      await boss.stop();
    }
  });

  test("has no limit where it is long and rare: migrations, and what privacy asks for", async () => {
    const database = open("", SHORT);
    const none = [{ statement: "0", idle: "0" }];
    expect(await database.inTransaction(({ read }) => read(LIMITS))).toEqual(none);
    let served: unknown;
    const webhook = { shop: SHOP, webhookId: "1", topic: "SHOP_REDACT", triggeredAt: new Date() };
    await serveOnce(database.prisma, { ...webhook, payload: {} }, async (transaction) => {
      served = await transaction.$queryRawUnsafe(LIMITS);
    });
    expect(served).toEqual(none);
    // And not beyond its transaction.
    expect(await limitsOf(database)).toEqual({ statement: "300ms", idle: "300ms" });
  });
});

describe("a lock that another session holds", () => {
  let standIn: StandIn;
  let app: AppProcess;
  let holder: pg.Client;

  beforeAll(async () => {
    standIn = await startStandIn();
    await installOn(server);
    app = await startApp({
      storeUrl: standIn.devstore.storeUrl,
      databaseUrl: `${server.url}?statement_timeout=1000`,
      environment: { LOG_LEVEL: "silent" },
    });
  });
  beforeEach(async () => {
    holder = new pg.Client({ connectionString: server.url });
    await holder.connect();
  });
  afterEach(() => holder.end());
  afterAll(async () => {
    await app?.end();
    await standIn?.close();
  });

  const WORDS = "Tandem's database can't do this just now. Try again in 30 seconds.";
  const ask = {
    "a webhook": () => app.tell("products/update", { id: 1 }),
    "a page after the purchase": () =>
      app.post("/api/after-purchase", "gid://shopify/Customer/1", { orderId: "1" }),
  };

  test.each([
    ["a webhook", "WebhookInbox"],
    ["a page after the purchase", "Shop"],
  ] as const)("%s ends with words, and is answered once it is let go of", async (what, table) => {
    await holder.query(`BEGIN; LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
    const refused = await ask[what]();
    expect([refused.status, await refused.text()]).toEqual([503, WORDS]);
    expect(refused.headers.get("Retry-After")).toBe("30");
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    await holder.query("COMMIT");
    expect((await ask[what]()).status).not.toBe(503);
  });
});
