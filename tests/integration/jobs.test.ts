import { EventEmitter, once } from "node:events";

import { beforeEach, describe, expect, test } from "vitest";

import { Jobs } from "../../app/platform/jobs.server.ts";
import type { JobHandlers } from "../../app/platform/jobs.server.ts";
import { openServerDatabase } from "../../app/platform/database.server.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { dumpDatabase, rowsNaming } from "../support/dump.ts";

const DAY_MILLISECONDS = 86_400_000;
/** Longer than any test takes: who waits for it waits for ever. */
const NEVER_SECONDS = 3_600;

/** Hears of what was done. */
const told = new EventEmitter();
const nothing = async () => {};
const handlersWith = (some: Partial<JobHandlers>): JobHandlers => ({
  publish: nothing,
  inbox: nothing,
  mirror: nothing,
  redeem: nothing,
  history: nothing,
  flow: nothing,
  "follow-ups": nothing,
  "one-click": nothing,
  reconcile: nothing,
  sweep: nothing,
  ...some,
});

describe.each(DATABASES)("jobs, on %s", (_name, open) => {
  let opened: TestDatabase;
  let jobs: Jobs;

  beforeEach(async () => {
    opened = await open();
    jobs = await Jobs.open(opened.database);
    return async () => {
      await jobs.stop();
      await opened.close();
    };
  });

  test("a sweep that waits for a date does not keep the others from running until then", async () => {
    await jobs.ask("sweep", { shop: "" }, { after: new Date(Date.now() + 30 * DAY_MILLISECONDS) });
    const swept = once(told, "sweep");
    await jobs.work(handlersWith({ sweep: async () => void told.emit("sweep") }));
    await swept;
  });

  test("a job announces itself to a worker that would look for it in an hour", async () => {
    const asked: string[] = [];
    const inbox = async ({ shop }: { shop: string }) => {
      asked.push(shop);
      if (asked.length % 3 === 0) told.emit("inbox");
    };
    await jobs.work(handlersWith({ inbox }), NEVER_SECONDS);
    for (const round of [1, 2]) {
      const done = once(told, "inbox");
      // Several at once are several jobs: each is fetched as soon as the one before it is done.
      await Promise.all(["a", "b", "c"].map((shop) => jobs.ask("inbox", { shop: shop + round })));
      await done;
    }
    expect(asked.toSorted()).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
  });

  test("the queue keeps nothing of what a job failed of, which may name a customer", async () => {
    const failing = () => Promise.reject(new RangeError("of ada@example.com"));
    await jobs.work(handlersWith({ inbox: failing }));
    await jobs.ask("inbox", { shop: "a" });
    const dump = () => dumpDatabase(opened.database);
    await expect
      .poll(async () => rowsNaming(await dump(), ["The job inbox failed (RangeError)"]))
      .not.toEqual([]);
    expect(rowsNaming(await dump(), ["ada@example.com"])).toEqual([]);
  });
});

describe("jobs, in two processes", () => {
  let opened: TestDatabase;
  const [, [, open]] = DATABASES as [unknown, (typeof DATABASES)[number]];

  beforeEach(async () => {
    opened = await open();
    return () => opened.close();
  });

  test("a job that one asks for announces itself to the other", async () => {
    const other = openServerDatabase(opened.url!);
    const [web, worker] = await Promise.all([Jobs.open(opened.database), Jobs.open(other)]);
    const done = once(told, "inbox");
    await worker.work(
      handlersWith({ inbox: async ({ shop }) => void told.emit("inbox", shop) }),
      NEVER_SECONDS,
    );
    await web.ask("inbox", { shop: "a" });
    expect(await done).toEqual(["a"]);
    await Promise.all([web.stop(), worker.stop()]);
    await other.close();
  });
});
