import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { openEmbeddedDatabase } from "../../app/platform/database.server.ts";
import { startApp } from "../support/app-process.ts";
import { copyEmbeddedTemplate, makeEmbeddedTemplate } from "../support/database-templates.ts";
import { fillTheDisk, webhooksTo } from "../support/fill-the-disk.ts";
import { openSmallDisk } from "../support/small-disk.ts";
import type { SmallDisk } from "../support/small-disk.ts";
import { startStandIn } from "../support/stand-in.ts";

const MEGABYTES = 250;
const keptSchema = z.array(z.object({ number: z.number() }));

describe("the disk of the embedded database is full", () => {
  let disk: SmallDisk;
  let folder: string;

  beforeEach(async () => {
    await makeEmbeddedTemplate();
    disk = await openSmallDisk(MEGABYTES);
    folder = join(disk.path, "tandem");
    mkdirSync(folder);
    await copyEmbeddedTemplate(folder);
  });
  afterEach(() => disk.close());

  test("for its tables: the app says so, has Shopify send webhooks again, and goes on by itself", async () => {
    const standIn = await startStandIn();
    const app = await startApp({
      storeUrl: standIn.devstore.storeUrl,
      environment: { LOG_LEVEL: "silent", DATA_FOLDER: folder },
    });
    const webhooks = webhooksTo(app);
    try {
      await fillTheDisk(app, disk, webhooks);
      expect(await app.end()).toBe(0);
    } finally {
      app.process.kill("SIGKILL");
      await standIn.close();
    }
    const database = await openEmbeddedDatabase(folder);
    const stored = await database.prisma.webhookInbox.count();
    await database.close();
    expect(stored).toBeGreaterThanOrEqual(webhooks.acknowledged());
  });

  /** @returns the process, and how to write a number */
  async function start() {
    const process = fork("tests/support/embedded-process.ts", [folder], {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { ...globalThis.process.env, LOG_LEVEL: "silent" },
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    let said = "";
    process.stderr!.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(process, "exit").then(([code]) => ({ code: code as number, said }));
    const port = await Promise.race([
      once(process, "message").then(([told]) => told as number),
      ended.then(() => null),
    ]);
    const url = `http://127.0.0.1:${port}`;
    const write = async (number: number) => {
      const body = String(number);
      const answer = await fetch(`${url}/webhooks/inbox`, { method: "POST", body });
      return { status: answer.status, text: await answer.text() };
    };
    return { process, url, write, ended };
  }

  test("for its log: the process answers that it is not ready, ends once there is room, and a new one has all that was acknowledged", async () => {
    const first = await start();
    let acknowledged = 0;
    const next = () => first.write(acknowledged + 1);
    expect(await next()).toEqual({ status: 200, text: "written" });
    acknowledged++;
    disk.fill();
    let refused = await next();
    while (refused.status === 200) {
      acknowledged++;
      refused = await next();
    }
    expect(refused).toEqual({ status: 503, text: "not written" });
    // PostgreSQL's log could not be written, so nothing that is asked any more comes back: it is not asked.
    expect((await next()).status).toBe(503);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${first.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([
      503,
      "The database's disk is full. Tandem goes on by itself when there is room again.",
    ]);
    const early = await start();
    expect(await early.ended).toEqual({
      code: 1,
      said: expect.stringMatching(/The disk is full \(\d+ MB are left\): the embedded database/),
    });
    disk.makeRoom();
    expect((await first.ended).code).toBe(1);
    const second = await start();
    const read = async () => (await fetch(`${second.url}/webhooks/inbox`)).text();
    const [kept] = keptSchema.parse(JSON.parse(await read()));
    // What was refused may have been written all the same.
    expect([acknowledged, acknowledged + 1]).toContain(kept!.number);
    expect(await second.write(-1)).toEqual({ status: 200, text: "written" });
    expect(await read()).toBe('[{"number":-1}]');
    second.process.kill("SIGTERM");
    expect((await second.ended).code).toBe(0);
  });
});
