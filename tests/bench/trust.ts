import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";

import { installOn, startApp } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";

const BODIES = 2_000;
const AT_ONCE = 20;
const OLD = 100_000;
const PER_SECOND = 50;
const SECONDS = 20;
const REQUESTS = 20_000;
/** By then, what is loaded once is loaded. */
const WARM = 20_000;
/** Resident memory is read so often while the requests are sent, so that its course is seen, and not two moments of it. */
const SAMPLES = 4;
/** A part ends after this, with fewer than it meant to send: all of it takes five minutes at most, also where the machine is busy. */
const MOST_SECONDS = { bodies: 20, memory: 120, rest: 20 };
/** So many clients ask, by the address that the proxy in front would tell: more than the limits of one address let through. */
const ADDRESSES = 2_000;

/** What strangers and floods cost: as ratios within this run, on PostgreSQL, with one process of the app. */
export async function benchTrust(): Promise<void> {
  console.log("\nTrust: bodies that are refused, webhooks behind a backlog, memory\n");
  const standIn = await startStandIn();
  const server = await openOnServer();
  await installOn(server);
  const template = orderPayload(placeKitOrder(standIn, new Date()), "EUR");
  const app = await startApp({
    storeUrl: standIn.devstore.storeUrl,
    databaseUrl: server.url!,
    environment: { LOG_LEVEL: "silent" },
  });
  try {
    await benchBodies(app);
    await benchMemory(app);
    await benchBacklog(app, server, template);
  } finally {
    app.process.kill("SIGKILL");
    await server.close();
    await standIn.close();
  }
}

/** Does something so many times, some at once, for so long. */
async function repeat(
  times: number,
  mostSeconds: number,
  work: (index: number) => Promise<unknown>,
): Promise<{ done: number; seconds: number }> {
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1_000;
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < times && seconds() < mostSeconds) {
      await work(next++);
      done++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { done, seconds: seconds() };
}

/** @throws where the answer is not what is measured, such as one of a limit */
async function expectStatus(answer: Response, status: number): Promise<void> {
  await answer.arrayBuffer();
  if (answer.status !== status)
    throw new Error(`${answer.url} answered ${answer.status}, and not ${status}.`);
}

function clientOf(index: number) {
  const number = index % ADDRESSES;
  return { "X-Forwarded-For": `10.8.${number >> 8}.${number & 255}` };
}

/** A body that nobody signed. */
function sendForged({ url }: AppProcess, text: string, index: number): Promise<Response> {
  return fetch(`${url}/webhooks/inbox`, {
    method: "POST",
    headers: {
      "X-Shopify-Topic": "orders/create",
      "X-Shopify-Hmac-Sha256": "AAAA",
      ...clientOf(index),
    },
    body: text,
  });
}

async function benchBodies(app: AppProcess): Promise<void> {
  const body = { id: 1, note: "x".repeat(10_000) };
  const text = JSON.stringify(body);
  const perSecond = async (work: (index: number) => Promise<void>) => {
    const { done, seconds } = await repeat(BODIES, MOST_SECONDS.bodies, work);
    return done / seconds;
  };
  const taken = await perSecond(async () => expectStatus(await app.tell("shop/none", body), 200));
  // Each is read and its signature worked out: after a hundred from one address, none would be.
  const refused = await perSecond(async (index) =>
    expectStatus(await sendForged(app, text, index), 401),
  );
  console.log("| bodies of 10 kB | per second | beside those taken |");
  console.log("|---|---|---|");
  console.log(`| taken | ${Math.round(taken)} | 1 |`);
  console.log(`| refused, unsigned | ${Math.round(refused)} | ${(refused / taken).toFixed(1)} |`);
}

async function benchMemory(app: AppProcess): Promise<void> {
  const get = (path: string, index: number) =>
    fetch(app.url + path, { redirect: "manual", headers: clientOf(index) });
  // Of each kind, what it is answered with: none by a limit, which would do next to nothing.
  const kinds: [status: number, ask: (index: number) => Promise<Response>][] = [
    [200, (index) => get("/healthz", index)],
    [200, (index) => get("/readyz", index)],
    [410, (index) => get("/app", index)],
    [400, (index) => get("/mail/unsubscribe?t=forged", index)],
    [401, (index) => get(`/proxy/loyalty?shop=${SHOP}&signature=00`, index)],
    [
      200,
      (index) =>
        app.post("/api/after-purchase", `gid://shopify/Customer/${index % ADDRESSES}`, {
          orderId: `gid://shopify/Order/${index}`,
          productIds: [],
        }),
    ],
    [401, (index) => sendForged(app, "{}", index)],
    [200, (index) => app.tell("shop/none", { id: index })],
  ];
  const ask = async (index: number) => {
    const [status, send] = kinds[index % kinds.length]!;
    await expectStatus(await send(index), status);
  };
  const share = MOST_SECONDS.memory / (SAMPLES + 1);
  let sent = (await repeat(WARM, share, ask)).done;
  const before = residentMegabytes(app);
  console.log("\n| requests of all kinds | MB resident | beside the first |");
  console.log("|---|---|---|");
  console.log(`| ${sent} | ${before} | 1 |`);
  for (let sample = 0; sample < SAMPLES; sample++) {
    sent += (await repeat(REQUESTS / SAMPLES, share, ask)).done;
    const megabytes = residentMegabytes(app);
    console.log(`| ${sent} | ${megabytes} | ${(megabytes / before).toFixed(2)} |`);
  }
}

function residentMegabytes({ process: { pid } }: AppProcess): number {
  const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString();
  return Math.round(Number(kilobytes) / 1_024);
}

async function benchBacklog(
  app: AppProcess,
  { database: { prisma } }: TestDatabase,
  template: object,
): Promise<void> {
  const waiting = () => prisma.webhookInbox.count({ where: { processedAt: null, refusal: null } });
  // What the parts before have sent is not to be worked off beside the first figures.
  await untilWorkedOff(waiting);
  const idle = await measureAcknowledgements(app);
  await untilWorkedOff(waiting);
  await prisma.$executeRaw`
    INSERT INTO "WebhookInbox" ("shop", "webhookId", "topic", "triggeredAt", "payload")
    SELECT ${SHOP}, gen_random_uuid()::text, 'ORDERS_CREATE', now() - interval '1 day',
      ${JSON.stringify(template)}::jsonb || jsonb_build_object(
        'id', 10000000 + number, 'admin_graphql_api_id', 'gid://shopify/Order/' || 10000000 + number)
    FROM generate_series(1, ${OLD}::integer) AS number`;
  // The first of those that come now has a job begin with them.
  const before = await waiting();
  const behind = await measureAcknowledgements(app);
  const left = await waiting();
  const worked = (before + SECONDS * PER_SECOND - left) / behind.seconds;
  if (before !== OLD || left < OLD / 10 || worked <= 0)
    throw new Error(`Of ${before} old ones ${left} wait: they were not worked off all the while.`);
  console.log(`\n| webhooks at ${PER_SECOND}/s | p50 ms | p99 ms | worked off per second |`);
  console.log("|---|---|---|---|");
  console.log(`| nothing waits | ${idle.p50} | ${idle.p99} | – |`);
  console.log(`| ${OLD} old ones wait | ${behind.p50} | ${behind.p99} | ${Math.round(worked)} |`);
}

async function untilWorkedOff(waiting: () => Promise<number>): Promise<void> {
  const until = performance.now() + MOST_SECONDS.rest * 1_000;
  for (let left = await waiting(); left > 0; left = await waiting()) {
    if (performance.now() > until)
      throw new Error(`${left} webhooks still wait: the machine has too much else to do.`);
    await wait(100);
  }
}

/** How long webhooks take to be acknowledged that come at an even pace, however long those before take. */
async function measureAcknowledgements(
  app: AppProcess,
): Promise<{ p50: number; p99: number; seconds: number }> {
  const taken: number[] = [];
  const sent: Promise<void>[] = [];
  const began = performance.now();
  const sendAt = async (due: number, index: number) => {
    await wait(Math.max(0, due - performance.now()));
    // From when it was due: a sender that is late itself would hide what it is kept from seeing.
    sent.push(
      app.tell("products/none", { id: index }).then(async (answer) => {
        await expectStatus(answer, 200);
        taken.push(performance.now() - due);
      }),
    );
  };
  for (let index = 0; index < SECONDS * PER_SECOND; index++)
    await sendAt(began + (index * 1_000) / PER_SECOND, index);
  await Promise.all(sent);
  const seconds = (performance.now() - began) / 1_000;
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round(taken[Math.floor((taken.length - 1) * share)]!);
  return { p50: at(0.5), p99: at(0.99), seconds };
}
