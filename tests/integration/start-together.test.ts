import { mkdtempSync, cpSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openServerDatabase } from "../../app/platform/database.server.ts";
import type { Database } from "../../app/platform/database.server.ts";
import { Jobs } from "../../app/platform/jobs.server.ts";
import { migrate } from "../../app/platform/migrate.server.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";

const MIGRATIONS = "prisma/migrations";
const MONEY_ONCE = "20261127230000_money_once";
/** As many as start at once, each with connections of its own, as processes have. */
const STARTS = 4;

describe("the database of processes that start, on PostgreSQL", () => {
  let server: TestDatabase;
  beforeAll(async () => {
    server = await DATABASES.find(([name]) => name === "PostgreSQL")![1]();
  });
  afterAll(() => server.close());

  /** Connections to a database without tables, as many processes have them. */
  async function openEmpty(name: string, times = 1): Promise<Database[]> {
    await server.database.sql.executeSql(`CREATE DATABASE ${name}`);
    const url = new URL(server.url!);
    url.pathname = `/${name}`;
    return Array.from({ length: times }, () => openServerDatabase(url.href));
  }

  test("P28: is migrated once, and has one job queue, if they start at the same moment", async () => {
    const opened = await openEmpty("together", STARTS);
    try {
      const applied = await Promise.all(opened.map((one) => migrate(one, MIGRATIONS)));
      const [all = [], ...others] = applied.toSorted((a, b) => b.length - a.length);
      expect(all).toContain(MONEY_ONCE);
      expect(others).toEqual(Array.from({ length: STARTS - 1 }, () => []));
      const queues = await Promise.all(opened.map((one) => Jobs.open(one)));
      await Promise.all(
        queues.map((jobs, index) =>
          jobs.ask(
            "sweep",
            { shop: "" },
            {
              after: new Date(Date.now() + (index + 1) * 3_600_000),
            },
          ),
        ),
      );
      await Promise.all(queues.map((jobs) => jobs.stop()));
    } finally {
      await Promise.all(opened.map((one) => one.close()));
    }
  });
  test("is as it was before where a migration fails, without those before it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tandem-migrations-"));
    const database = (await openEmpty("failing"))[0]!;
    try {
      cpSync(join(MIGRATIONS, "20261124120000_first_slice"), join(folder, "1"), {
        recursive: true,
      });
      cpSync(join(MIGRATIONS, "20261124120000_first_slice"), join(folder, "2"), {
        recursive: true,
      });
      await expect(migrate(database, folder)).rejects.toThrow("already exists");
      rmSync(join(folder, "2"), { recursive: true });
      expect(await migrate(database, folder)).toEqual(["1"]);
    } finally {
      await database.close();
      rmSync(folder, { recursive: true });
    }
  });

  test("P28: has what two redemptions noted with the first of them alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tandem-migrations-"));
    const database = (await openEmpty("before"))[0]!;
    try {
      cpSync(MIGRATIONS, folder, { recursive: true });
      rmSync(join(folder, MONEY_ONCE), { recursive: true });
      await migrate(database, folder);
      for (const [id, minute] of [
        ["b", 1],
        ["a", 2],
        ["c", 3],
      ] as const)
        await database.sql.executeSql(
          `INSERT INTO "Redemption" (shop, id, "customerId", points, "amountMinor", "currencyCode", way, state, "grantId", "createdAt")
           VALUES ('shop', '${id}', 'ada', 500, 500, 'EUR', 'store-credit', 'done', '${id === "c" ? "other" : "same"}', '2026-11-02T08:0${minute}:00Z')`,
        );
      await migrate(database, MIGRATIONS);
      const { rows } = await database.sql.executeSql(
        `SELECT id, "grantId", message FROM "Redemption" ORDER BY id`,
      );
      expect(rows).toEqual([
        {
          id: "a",
          grantId: null,
          message: expect.stringContaining("(same) was noted for an earlier"),
        },
        { id: "b", grantId: "same", message: null },
        { id: "c", grantId: "other", message: null },
      ]);
    } finally {
      await database.close();
      rmSync(folder, { recursive: true });
    }
  });
});
