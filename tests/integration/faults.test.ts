import { once } from "node:events";
import { createServer } from "node:net";
import type { Socket } from "node:net";

import { SMTPServer } from "smtp-server";
import { issueSessionToken } from "@tandem/devstore/oauth";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { createMailer, MAIL_LIMITS } from "../../app/mail/mailer.server.ts";
import { storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { databaseClock } from "../../app/platform/clock.server.ts";
import { openServerDatabase } from "../../app/platform/database.server.ts";
import type { Database } from "../../app/platform/database.server.ts";
import { DATABASE_LIMITS } from "../../app/platform/database-limits.server.ts";
import { readReadiness } from "../../app/platform/readiness.server.ts";
import type { Readiness } from "../../app/platform/readiness.server.ts";
import { Troubles, troubles } from "../../app/platform/troubles.server.ts";
import { installOn, startApp } from "../support/app-process.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { freePorts } from "../support/free-ports.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import { startStallingProxy } from "../support/stalling-proxy.ts";
import type { StallingProxy } from "../support/stalling-proxy.ts";

const now = () => new Date();
const ready = ({ prisma }: Database): Promise<Readiness> =>
  readReadiness({ isEnding: false, askDatabase: () => databaseClock(prisma), now, troubles });
let webhooks = 0;
const store = ({ prisma }: Database) =>
  storeWebhook(prisma, {
    shop: "a.myshopify.com",
    webhookId: String(++webhooks),
    topic: "ORDERS_CREATE",
    triggeredAt: now(),
    payload: {},
  });

describe("a database server that hangs and does not refuse", () => {
  let server: TestDatabase;
  let proxy: StallingProxy;
  let database: Database;

  beforeAll(async () => {
    server = await DATABASES.find(([name]) => name === "PostgreSQL")![1]();
    proxy = await startStallingProxy(server.url!);
    database = openServerDatabase(proxy.url, {
      ...DATABASE_LIMITS,
      connect: 3_000,
      silence: 1_500,
    });
  });
  afterAll(async () => {
    await database.close();
    await proxy.close();
    await server.close();
  });

  test("fails what is asked within the limit, is told of, and is asked again by itself", async () => {
    expect(await ready(database)).toEqual({ isReady: true, words: [] });
    // More than there are connections, within transactions and outside of them.
    const { prisma } = database;
    const reached: (() => void)[] = [];
    const arrived = Array.from(
      { length: 4 },
      () => new Promise<void>((resolve) => reached.push(resolve)),
    );
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const within = reached.map((reach) =>
      prisma.$transaction(async (transaction) => {
        await transaction.shop.count();
        reach();
        await held;
        await transaction.shop.count();
      }),
    );
    await Promise.all(arrived);
    proxy.stall();
    goOn();
    const beside = Array.from({ length: 20 }, () => store(database));
    const outcomes = await Promise.allSettled([...within, ...beside]);
    expect(new Set(outcomes.map((one) => one.status))).toEqual(new Set(["rejected"]));
    expect(await ready(database)).toMatchObject({
      isReady: false,
      words: ["The database does not answer."],
    });
    proxy.goOn();
    await expect.poll(() => ready(database)).toEqual({ isReady: true, words: [] });
    // Of the connections none is lost: as many transactions as there are go on at once.
    await Promise.all(
      Array.from({ length: 10 }, () =>
        prisma.$transaction(async (transaction) => transaction.shop.count()),
      ),
    );
    await store(database);
  });
});

describe.each(DATABASES)("a disk that is full, on %s", (_name, open) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await open();
  });
  afterEach(() => troubles.end("disk"));
  afterAll(() => opened.close());

  /** The database refuses as it does when it cannot make a table larger (postgresql.org, "Error Codes", 53100). */
  const fill = () =>
    opened.database.inTransaction(({ run }) =>
      run(`CREATE FUNCTION disk_is_full() RETURNS trigger AS $$ BEGIN
             RAISE EXCEPTION 'could not extend file "base/16384/2601": No space left on device' USING ERRCODE = '53100';
           END $$ LANGUAGE plpgsql;
           CREATE TRIGGER full_disk BEFORE INSERT ON "WebhookInbox" EXECUTE FUNCTION disk_is_full()`),
    );
  const clear = () =>
    opened.database.inTransaction(({ run }) => run("DROP FUNCTION disk_is_full CASCADE"));

  test("is told of in words while it lasts; what is read still is, and nothing was half written", async () => {
    const { database } = opened;
    await fill();
    await expect(store(database)).rejects.toThrow();
    expect(await ready(database)).toEqual({
      isReady: false,
      words: ["The database's disk is full. Tandem goes on by itself when there is room again."],
    });
    expect(await database.prisma.webhookInbox.count()).toBe(0);
    await clear();
    await store(database);
    troubles.end("disk");
    expect(await ready(database)).toEqual({ isReady: true, words: [] });
  });
});

test("a trouble is forgotten when it was not seen for a while, and at once when the part works", () => {
  let at = 0;
  const known = new Troubles(() => at);
  known.note("disk", "full");
  known.note("mail", "away");
  at = 89_999;
  expect([known.wordsOf("disk"), known.wordsOf("mail")]).toEqual(["full", "away"]);
  at = 90_000;
  expect([known.wordsOf("disk"), known.wordsOf("mail")]).toEqual([null, "away"]);
  known.end("mail");
  expect(known.wordsOf("mail")).toBeNull();
});

test.each([
  ["ahead of", 86_400_000],
  ["behind", -86_400_000],
])(
  "a clock that is a day %s the database's is told of, and keeps nobody out",
  async (side, ahead) => {
    const there = now();
    const found = await readReadiness({
      isEnding: false,
      askDatabase: () => Promise.resolve(there),
      now: () => new Date(there.getTime() + ahead),
      troubles: new Troubles(),
    });
    expect(found).toEqual({
      isReady: true,
      words: [
        `This machine's clock is 1440 min ${side} the database's. Sign-ins may be refused until they agree.`,
      ],
    });
  },
);

test("a process whose clock is a day ahead refuses tokens, and records orders by the database's time", async () => {
  const standIn = await startStandIn();
  const server = await DATABASES.find(([name]) => name === "PostgreSQL")![1]();
  await installOn(server);
  const app = await startApp({
    storeUrl: standIn.devstore.storeUrl,
    databaseUrl: server.url!,
    ahead: 86_400_000,
    environment: { LOG_LEVEL: "silent" },
  });
  try {
    expect(await (await fetch(`${app.url}/readyz`)).text()).toMatch(/^ready\n.*1440 min ahead/);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    const token = issueSessionToken({
      shop: SHOP,
      apiKey: "key",
      secret: "secret",
      now: now(),
      buyer: { customerId: "gid://shopify/Customer/1" },
    });
    const refused = await fetch(`${app.url}/api/after-purchase`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "User-Agent": "Mozilla/5.0 Chrome/140.0" },
      body: "{}",
    });
    expect(refused.status).toBe(401);
    const order = orderPayload(placeKitOrder(standIn, now()), "EUR");
    expect((await app.tell("orders/create", order)).status).toBe(200);
    const { prisma } = server.database;
    const worked = { processedAt: { not: null } };
    await expect.poll(() => prisma.webhookInbox.count({ where: worked })).toBe(1);
    expect(await prisma.orderFact.count()).toBe(1);
    const { processedAt } = await prisma.webhookInbox.findFirstOrThrow();
    expect(processedAt!.getTime()).toBeLessThanOrEqual(Date.now());
  } finally {
    await app.end();
    await server.close();
    await standIn.close();
  }
});

describe("a mail server that takes the call and says nothing", () => {
  const mail = {
    senderName: "Shop",
    to: "ada@example.com",
    replyTo: null,
    subject: "Hi",
    html: "Hi",
    text: "Hi",
    headers: {},
  };
  afterEach(() => troubles.end("mail"));

  test("keeps no mail and no worker, is told of, and has the mail once it speaks", async () => {
    const port = await freePorts();
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => {
      sockets.add(socket.on("error", () => {}));
    }).listen(port, "127.0.0.1");
    await once(silent, "listening");
    const limits = { ...MAIL_LIMITS, connect: 200 };
    const mailer = createMailer(`smtp://127.0.0.1:${port}`, "offers@tandem.example", limits);
    const taken: string[] = [];
    const speaking = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onData(stream, session, callback) {
        taken.push(...session.envelope.rcptTo.map((one) => one.address));
        stream.resume().once("end", () => callback());
      },
    });
    try {
      const sends = ["a@b", "c@d", "e@f", "g@h", "i@j"].map((messageId) =>
        mailer.send({ ...mail, messageId }),
      );
      const outcomes = await Promise.all(sends);
      expect(new Set(outcomes.map((one) => one.kind))).toEqual(new Set(["later"]));
      expect(troubles.wordsOf("mail")).toBe(
        "The mail server takes no mail: Greeting never received",
      );
      for (const socket of sockets) socket.destroy();
      silent.close();
      await once(silent, "close");
      speaking.listen(port, "127.0.0.1");
      expect(await mailer.send({ ...mail, messageId: "a@b" })).toEqual({ kind: "taken" });
      expect(taken).toEqual(["ada@example.com"]);
      expect(troubles.wordsOf("mail")).toBeNull();
    } finally {
      mailer.close();
      await new Promise<void>((done) => void speaking.close(() => done()));
    }
  });
});
