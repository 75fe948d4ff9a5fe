import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import { orderPayload } from "@tandem/devstore/webhooks";

import { installOn, startApp } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { placeKitOrder } from "../support/kit-order.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";

const BODIES = 2_000;
const AT_ONCE = 20;
const OLD = 100_000;
const PER_SECOND = 50;
const SECONDS = 20;
const REQUESTS = 20_000;
/** By then, what is loaded once is loaded. */
const WARM = 5_000;

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

/** Does something so many times, some at once. @returns seconds */
async function repeat(times: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (performance.now() - from) / 1_000;
}

/** A body that nobody signed. */
async function sendForged({ url }: AppProcess, text: string): Promise<number> {
  const answer = await fetch(`${url}/webhooks/inbox`, {
    method: "POST",
    headers: { "X-Shopify-Topic": "orders/create", "X-Shopify-Hmac-Sha256": "AAAA" },
    body: text,
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function benchBodies(app: AppProcess): Promise<void> {
  const body = { id: 1, note: "x".repeat(10_000) };
  const text = JSON.stringify(body);
  const taken = await repeat(BODIES, async () => (await app.tell("shop/none", body)).arrayBuffer());
  const refused = await repeat(BODIES, () => sendForged(app, text));
  console.log("| bodies of 10 kB | per second | beside those taken |");
  console.log("|---|---|---|");
  console.log(`| taken | ${Math.round(BODIES / taken)} | 1 |`);
  console.log(
    `| refused, unsigned | ${Math.round(BODIES / refused)} | ${(taken / refused).toFixed(1)} |`,
  );
}

async function benchMemory(app: AppProcess): Promise<void> {
  const kinds: ((index: number) => Promise<unknown>)[] = [
    () => fetch(`${app.url}/healthz`),
    () => fetch(`${app.url}/readyz`),
    () => fetch(`${app.url}/app`, { redirect: "manual" }),
    () => fetch(`${app.url}/mail/unsubscribe?t=forged`),
    () => fetch(`${app.url}/proxy/loyalty?shop=${SHOP}&signature=00`),
    () => app.post("/api/after-purchase", "gid://shopify/Customer/1", { orderId: "none" }),
    () => sendForged(app, "{}"),
    (index) => app.tell("shop/none", { id: index }),
  ];
  const ask = async (index: number) => {
    const answer = await kinds[index % kinds.length]!(index);
    if (answer instanceof Response) await answer.arrayBuffer();
  };
  await repeat(WARM, ask);
  const before = residentMegabytes(app);
  await repeat(REQUESTS, ask);
  const after = residentMegabytes(app);
  console.log("\n| requests of all kinds | MB resident | beside before |");
  console.log("|---|---|---|");
  console.log(`| ${WARM} | ${before} | 1 |`);
  console.log(`| ${WARM + REQUESTS} | ${after} | ${(after / before).toFixed(2)} |`);
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
  const idle = await measureAcknowledgements(app);
  const at = new Date(Date.now() - 86_400_000);
  for (let start = 0; start < OLD; start += 5_000)
    await prisma.webhookInbox.createMany({
      data: Array.from({ length: 5_000 }, (_one, index) => ({
        shop: SHOP,
        webhookId: randomUUID(),
        topic: "ORDERS_CREATE",
        triggeredAt: at,
        payload: {
          ...template,
          id: 10_000_000 + start + index,
          admin_graphql_api_id: `gid://shopify/Order/${10_000_000 + start + index}`,
        },
      })),
    });
  const waiting = () => prisma.webhookInbox.count({ where: { processedAt: null, refusal: null } });
  const [before, behind, left] = [
    await waiting(),
    await measureAcknowledgements(app),
    await waiting(),
  ];
  const worked = Math.round((before + SECONDS * PER_SECOND - left) / SECONDS);
  console.log(`\n| webhooks at ${PER_SECOND}/s | p50 ms | p99 ms | worked off per second |`);
  console.log("|---|---|---|---|");
  console.log(`| nothing waits | ${idle.p50} | ${idle.p99} | – |`);
  console.log(`| ${OLD} old ones wait | ${behind.p50} | ${behind.p99} | ${worked} |`);
}

/** How long webhooks take to be acknowledged that come at an even pace. */
async function measureAcknowledgements(app: AppProcess): Promise<{ p50: number; p99: number }> {
  const taken: number[] = [];
  const sent: Promise<void>[] = [];
  for (let index = 0; index < SECONDS * PER_SECOND; index++) {
    const from = performance.now();
    sent.push(
      app.tell("products/none", { id: index }).then(async (answer) => {
        await answer.arrayBuffer();
        taken.push(performance.now() - from);
      }),
    );
    await wait(1_000 / PER_SECOND);
  }
  await Promise.all(sent);
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round(taken[Math.floor((taken.length - 1) * share)]!);
  return { p50: at(0.5), p99: at(0.99) };
}
