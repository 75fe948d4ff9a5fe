import { Writable } from "node:stream";

import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { createLog } from "../../app/platform/log.server.ts";
import { Repeats } from "../../app/platform/repeats.server.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";

/** What must not be in a log, wherever it stood. */
const SECRETS = ["ada@example.com", "shpat_0123456789abcdef", "Hauptstr", "comment of hers"];

let written = "";
const lines = () =>
  written
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString();
    done();
  },
});
function openLog(repeats = new Repeats()) {
  const log = createLog(destination, repeats);
  log.level = "debug";
  return log;
}

beforeEach(() => {
  written = "";
});

describe.each(DATABASES)("what the log has of the database's failures, on %s", (_name, open) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await open();
    await opened.database.inTransaction(({ run }) =>
      run(`CREATE TABLE person (email TEXT PRIMARY KEY, age INTEGER CHECK (age > 0));
           INSERT INTO person VALUES ('ada@example.com', 36)`),
    );
  });
  afterAll(() => opened.close());

  test("is what failed and where, and no row", async () => {
    const { prisma, sql } = opened.database;
    const pulse = {
      shop: "a.myshopify.com",
      orderId: "1",
      customerId: "ada@example.com",
      answer: "happy",
      comment: "comment of hers, shpat_0123456789abcdef",
      answeredAt: new Date(),
    };
    await prisma.pulse.create({ data: pulse });
    const failing: (() => Promise<unknown>)[] = [
      () => prisma.pulse.create({ data: pulse }),
      () => prisma.pulse.create({ data: { ...pulse, age: "Hauptstr" } as typeof pulse }),
      () =>
        prisma.pulse.update({
          where: { shop_orderId: { shop: "ada@example.com", orderId: "Hauptstr" } },
          data: {},
        }),
      () => prisma.$queryRaw`SELECT ${"Hauptstr 5"}::integer`,
      () => prisma.$executeRaw`INSERT INTO person VALUES (${"ada@example.com"}, 1)`,
      () => sql.executeSql("INSERT INTO person VALUES ('ada@example.com', 1)"),
      () => sql.executeSql("INSERT INTO person VALUES ('ada@example.com Hauptstr', -1)"),
      () => sql.executeSql("SELECT 'Hauptstr'::integer"),
    ];
    const log = openLog();
    for (const [index, fail] of failing.entries()) {
      const failure = await fail().then(
        () => expect.unreachable(),
        (one: unknown) => one,
      );
      log.error({ shop: "a.myshopify.com", err: failure }, `failure ${index}`);
      log.warn({ err: new Error("it failed", { cause: failure }) }, `cause ${index}`);
    }
    for (const secret of SECRETS) expect(written).not.toContain(secret);
    expect(lines()).toHaveLength(2 * failing.length);
    for (const { err } of lines())
      expect(err).toMatchObject({
        type: expect.any(String),
        stack: expect.stringContaining("at "),
      });
    expect(lines()[0]).toMatchObject({ shop: "a.myshopify.com" });
    // Prisma's code on the server, PostgreSQL's on the embedded database.
    expect(JSON.stringify(lines()[0])).toMatch(/"code":"(P2002|23505)"/);
    expect(JSON.stringify(lines().at(-1))).toContain("invalid input syntax for type integer");
  });

  test("is no job of the queue's", async () => {
    const boss = new PgBoss(opened.database.queue);
    const log = openLog();
    boss.on("error", (failure) => log.error({ err: failure }, "the job queue reports an error"));
    await boss.start();
    try {
      await boss.createQueue("secret");
      const failure = await boss
        .send("secret", { email: "ada@example.com" }, { id: "no uuid, Hauptstr" })
        .then(
          () => expect.unreachable(),
          (one: unknown) => one,
        );
      log.error({ err: failure, jobId: "1" }, "the job failed");
    } finally {
      await boss.stop({ graceful: false });
    }
    expect(lines().at(-1)).toMatchObject({ msg: "the job failed" });
    for (const secret of SECRETS) expect(written).not.toContain(secret);
  });
});

test("addresses, tokens and signed links are out of every field, and folders of packages are not", () => {
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl";
  const log = openLog();
  log.warn(
    {
      why: "550 <ada@example.com>: no such user",
      path: "/mail/pulse?t=eyJzaG9wIjoiYSJ9.abc&x=1",
      err: new Error(`Failed to parse session token '${token}' of shpat_0123456789abcdef`),
    },
    "Authorization: Bearer abc.def of ada@example.com",
  );
  for (const secret of [...SECRETS, token, "abc.def", "eyJzaG9wIjoiYSJ9"])
    expect(written).not.toContain(secret);
  const [line] = lines();
  expect(line).toMatchObject({
    why: "550 <…>: no such user",
    path: "/mail/pulse?t=…&x=1",
    msg: "Authorization: Bearer … of …",
    err: { type: "Error", message: "Failed to parse session token '…' of …" },
  });
  expect(JSON.stringify(line)).toContain("node_modules/");
  log.error(
    { err: { stack: "at x (/app/node_modules/@prisma/client/runtime/client.js:1:2)" } },
    "x",
  );
  written = "";
  log.info({ from: "/app/node_modules/@prisma/client/runtime/client.js" }, "loaded");
  expect(written).toContain("node_modules/@prisma/client");
});

test("a body that is no JSON is not quoted", () => {
  const log = openLog();
  for (const body of [
    "Ada of Hauptstr 5",
    '{"name": Ada of Hauptstr 5, "note": "comment of hers"}',
  ]) {
    try {
      JSON.parse(body);
    } catch (failure) {
      log.warn({ err: failure }, `a webhook that is no JSON was refused: ${body.length}`);
    }
  }
  expect(lines()).toHaveLength(2);
  expect(written).toContain("is not valid JSON");
  expect(written).not.toMatch(/Ada|Hauptstr|hers/);
});

test("500 equal errors are one line, and one more with how many they were", () => {
  const repeats = new Repeats();
  const log = openLog(repeats);
  for (let index = 0; index < 500; index++)
    log.error({ shop: `shop-${index}`, err: new Error("gone") }, "the job failed");
  log.error({ err: new Error("otherwise") }, "the job failed");
  for (let index = 0; index < 3; index++) log.info({ index }, "published");
  expect(lines()).toHaveLength(1 + 1 + 3);
  repeats.flush();
  expect(lines()).toHaveLength(6);
  expect(lines().at(-1)).toMatchObject({
    repeated: 499,
    msg: "the job failed",
    err: { message: "gone" },
  });
  log.error({ err: new Error("gone") }, "the job failed");
  expect(lines()).toHaveLength(7);
  repeats.flush();
  expect(lines()).toHaveLength(7);
});

test("many different errors are remembered up to a number, and the oldest is told of before it is forgotten", () => {
  const repeats = new Repeats({ window: 60_000, kinds: 2 });
  const told: string[] = [];
  const note = (key: string) => repeats.isNew(key, (count) => told.push(`${key} ${count}`));
  expect(["a", "a", "b", "a", "c", "a"].map(note)).toEqual([true, false, true, false, true, true]);
  expect(told).toEqual(["a 2"]);
  repeats.flush();
});
