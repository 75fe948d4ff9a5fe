import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { Jobs } from "../../app/platform/jobs.server.ts";
import type { JobHandlers } from "../../app/platform/jobs.server.ts";
import { installOn, startApp } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { DATABASES, EITHER_DATABASE } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

const REQUESTS = 40;

describe("a process that is asked to end", () => {
  let server: TestDatabase;
  let standIn: StandIn;
  let app: AppProcess;
  let holder: pg.Client;

  beforeAll(async () => {
    standIn = await startStandIn();
    server = await DATABASES.find(([name]) => name === "PostgreSQL")![1]();
    await installOn(server);
  });
  beforeEach(async () => {
    app = await startApp({
      storeUrl: standIn.devstore.storeUrl,
      databaseUrl: server.url!,
      environment: { LOG_LEVEL: "silent", SHUTDOWN_SECONDS: "60" },
    });
    holder = new pg.Client({ connectionString: server.url });
    await holder.connect();
    // Whoever stores a webhook waits from now on.
    await holder.query('BEGIN; LOCK TABLE "WebhookInbox" IN ACCESS EXCLUSIVE MODE');
  });
  afterEach(async () => {
    app.process.kill("SIGKILL");
    await holder.end();
  });
  afterAll(async () => {
    await standIn.close();
    await server.close();
  });

  /** Webhooks that are under way when this is done: they wait for the test. */
  async function sendSlowRequests(): Promise<Promise<Response>[]> {
    const sent = Array.from({ length: REQUESTS }, () => app.tell("products/update", { id: 1 }));
    for (const one of sent) one.catch(() => {});
    await expect
      .poll(async () => {
        const { rows } = await server.database.sql.executeSql(
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        return rows.length;
      })
      .toBeGreaterThanOrEqual(10);
    return sent;
  }

  test("says that it is not ready, gives all answers that are under way, and leaves in order", async () => {
    const sent = await sendSlowRequests();
    const ended = app.end();
    await expect
      .poll(async () => {
        const answer = await fetch(`${app.url}/readyz`);
        return [answer.status, answer.headers.get("connection"), await answer.text()];
      })
      .toEqual([503, "close", "Tandem is shutting down."]);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    const late = app.tell("products/update", { id: 2 });
    await holder.query("COMMIT");
    const answers = await Promise.all([...sent, late]);
    expect(answers.map((one) => one.status)).toEqual(Array(REQUESTS + 1).fill(200));
    expect(new Set(answers.map((one) => one.headers.get("connection")))).toEqual(
      new Set(["close"]),
    );
    expect(await ended).toBe(0);
    await expect(fetch(`${app.url}/healthz`)).rejects.toThrow();
    expect(await server.database.prisma.webhookInbox.count()).toBe(REQUESTS + 1);
  });

  test("ends at once when it is asked a second time", async () => {
    const sent = await sendSlowRequests();
    const ended = app.end();
    await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status).toBe(503);
    app.process.kill("SIGINT");
    expect(await ended).toBe(1);
    expect(await Promise.allSettled(sent)).toContainEqual(
      expect.objectContaining({ status: "rejected" }),
    );
  });
});

describe.each(EITHER_DATABASE)("a job, on %s", (_name, open) => {
  const idle = (inbox: JobHandlers["inbox"]): JobHandlers => {
    const nothing = () => Promise.resolve();
    return {
      publish: nothing,
      mirror: nothing,
      history: nothing,
      redeem: nothing,
      flow: nothing,
      "follow-ups": nothing,
      "one-click": nothing,
      reconcile: nothing,
      sweep: nothing,
      inbox,
    };
  };

  test("that takes longer than the process has is handed back, and another begins it at once", async () => {
    const opened = await open();
    const shop = `${randomUUID()}.${SHOP}`;
    try {
      const first = await Jobs.open(opened.database);
      let begun = () => {};
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      await first.work(
        idle(() => {
          begun();
          return new Promise(() => {});
        }),
      );
      await first.ask("inbox", { shop });
      await hasBegun;
      await first.rest();
      await first.stop(1_000);
      const second = await Jobs.open(opened.database);
      const taken: string[] = [];
      await second.work(
        idle((payload) => {
          taken.push(payload.shop);
          return Promise.resolve();
        }),
      );
      await expect.poll(() => taken).toContain(shop);
      await second.stop();
    } finally {
      await opened.close();
    }
  });

  test("that comes while the process ends is left to the others, and what runs may ask for more", async () => {
    const opened = await open();
    try {
      const jobs = await Jobs.open(opened.database);
      const taken: string[] = [];
      let finish = () => {};
      const isFinishing = new Promise<void>((resolve) => (finish = resolve));
      await jobs.work(
        idle(async ({ shop }) => {
          taken.push(shop);
          await isFinishing;
          await jobs.ask("inbox", { shop: "asked-by-a-job" });
        }),
      );
      await jobs.ask("inbox", { shop: "first" });
      await expect.poll(() => taken).toEqual(["first"]);
      await jobs.rest();
      await jobs.ask("inbox", { shop: "second" });
      finish();
      await jobs.stop();
      expect(taken).toEqual(["first"]);
      const { rows } = await opened.database.sql.executeSql(
        "SELECT data->>'shop' AS shop, state FROM pgboss.job WHERE name = 'inbox' ORDER BY 1",
      );
      expect(rows).toEqual([
        { shop: "asked-by-a-job", state: "created" },
        { shop: "first", state: "completed" },
        { shop: "second", state: "created" },
      ]);
    } finally {
      await opened.close();
    }
  });
});
