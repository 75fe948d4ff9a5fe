import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openServerDatabase } from "../../app/platform/database.server.ts";
import { startApp } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { fillTheDisk, webhooksTo } from "../support/fill-the-disk.ts";
import { startServerOnSmallDisk } from "../support/server-on-small-disk.ts";
import type { ServerOnSmallDisk } from "../support/server-on-small-disk.ts";
import { startStandIn } from "../support/stand-in.ts";

describe("the disk of a PostgreSQL server is full", () => {
  let server: ServerOnSmallDisk;
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let app: AppProcess;
  let webhooks: ReturnType<typeof webhooksTo>;

  beforeAll(async () => {
    server = await startServerOnSmallDisk();
    standIn = await startStandIn();
    app = await startApp({
      storeUrl: standIn.devstore.storeUrl,
      databaseUrl: server.url,
      environment: { LOG_LEVEL: "silent" },
    });
    webhooks = webhooksTo(app);
  });
  afterAll(async () => {
    await app?.end();
    await standIn?.close();
    await server?.disk.close();
  });

  const stored = async () => {
    const database = openServerDatabase(server.url);
    try {
      return await database.prisma.webhookInbox.count();
    } finally {
      await database.close();
    }
  };

  test("for its tables: the app says so, has Shopify send webhooks again, and goes on by itself", async () => {
    await fillTheDisk(app, server.disk, webhooks);
    expect(await stored()).toBeGreaterThanOrEqual(webhooks.acknowledged());
  });

  test("for its log: the server ends; once there is room and it is started, the same process goes on", async () => {
    const client = new pg.Client({ connectionString: server.url });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("CREATE TABLE written AS SELECT 0 AS number");
    server.disk.fill();
    let written = 0;
    const write = async () => {
      for (;;) {
        await client.query("SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000000))");
        await client.query("UPDATE written SET number = $1", [written + 1]);
        written++;
      }
    };
    await expect(write()).rejects.toThrow();
    await expect.poll(async () => (await webhooks.send()).status, { timeout: 30_000 }).toBe(503);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
    server.disk.makeRoom();
    await expect.poll(async () => (await webhooks.send()).status, { timeout: 30_000 }).toBe(200);
    expect(await stored()).toBeGreaterThanOrEqual(webhooks.acknowledged());
    const after = new pg.Client({ connectionString: server.url });
    await after.connect();
    const { rows } = await after.query<{ number: number }>("SELECT number FROM written");
    await after.end();
    expect(rows[0]!.number).toBeGreaterThanOrEqual(written);
  });
});
