import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Jobs } from "../../app/platform/jobs.server.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";

const DAY_MILLISECONDS = 86_400_000;

describe.each(DATABASES)("jobs, on %s", (_name, open) => {
  let opened: TestDatabase;
  let jobs: Jobs;

  beforeAll(async () => {
    opened = await open();
    jobs = await Jobs.open(opened.database);
  });
  afterAll(async () => {
    await jobs.stop();
    await opened.close();
  });

  test("a sweep that waits for a date does not keep the others from running until then", async () => {
    await jobs.ask("sweep", { shop: "" }, { after: new Date(Date.now() + 30 * DAY_MILLISECONDS) });
    let sweeps = 0;
    const nothing = async () => {};
    await jobs.work({
      publish: nothing,
      inbox: nothing,
      mirror: nothing,
      redeem: nothing,
      history: nothing,
      flow: nothing,
      "follow-ups": nothing,
      "one-click": nothing,
      reconcile: nothing,
      sweep: async () => void sweeps++,
    });
    await expect.poll(() => sweeps, { timeout: 10_000 }).toBeGreaterThan(0);
  });
});
