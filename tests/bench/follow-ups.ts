import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

import { buildSync } from "esbuild";
import { SMTPServer } from "smtp-server";
import { globalId } from "@tandem/storefront-kit/ids";

import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { freePorts } from "../support/free-ports.ts";
import { SHOP } from "../support/stand-in.ts";

const MAILS = 2_000;
const WORKERS = [1, 4];
/** Built first: Node does not run the JSX that mails are written in. */
const WORKER = ".cache/bench/follow-up-worker.mjs";
const SHIPPED = new Date("2026-11-02T08:00:00Z");
const DUE = new Date("2026-11-20T10:00:00Z");

/** Mails per second that are composed, noted, handed to a mail server and noted again, by one process and by four. */
export async function benchFollowUps(): Promise<void> {
  console.log("\nFollow-ups: mails on PostgreSQL, to a mail server that takes all at once\n");
  console.log("| workers | mails | mails/s | taken twice |");
  console.log("|---|---|---|---|");
  buildSync({
    entryPoints: ["tests/bench/follow-up-worker.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    jsx: "automatic",
    outfile: WORKER,
  });
  const [, open] = DATABASES.find(([name]) => name === "PostgreSQL")!;
  const opened = await open();
  const taken: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, callback) {
      taken.push(address);
      callback();
    },
    onData(stream, _session, callback) {
      stream.resume().once("end", () => callback());
    },
  });
  const port = await freePorts();
  smtp.listen(port, "127.0.0.1");
  try {
    const { prisma } = opened.database;
    await prisma.shop.create({
      data: { shop: SHOP, currencyCode: "EUR", timeZone: "Europe/Berlin", createdAt: SHIPPED },
    });
    const content = readyMadeSequence();
    await saveSequence(prisma, SHOP, null, 0, { content, status: "active" }, SHIPPED);
    for (const workers of WORKERS) {
      await schedule(opened);
      taken.length = 0;
      const seconds = await workOff(opened.url!, `smtp://127.0.0.1:${port}`, workers);
      const twice = taken.length - new Set(taken).size;
      console.log(
        `| ${workers} | ${taken.length} | ${Math.round(taken.length / seconds)} | ${twice} |`,
      );
    }
  } finally {
    await new Promise<void>((done) => void smtp.close(() => done()));
    await opened.close();
  }
}

/** Orders that were delivered long enough ago to be asked about, each of a customer of its own. */
async function schedule({ database: { prisma } }: TestDatabase): Promise<void> {
  await emptyTables(prisma, ["followUpMail", "followUp", "orderFulfillment", "orderFact"]);
  const orders = Array.from({ length: MAILS }, (_one, index) => ({
    orderId: globalId("Order", index + 1),
    customerId: globalId("Customer", index + 1),
  }));
  const at = SHIPPED.toISOString();
  await prisma.orderFact.createMany({
    data: orders.map((order) => ({
      shop: SHOP,
      ...order,
      createdAt: SHIPPED,
      updatedAt: SHIPPED,
      currencyCode: "EUR",
      facts: { ...order, createdAt: at, updatedAt: at, cancelledAt: null, lines: [] },
    })),
  });
  await prisma.orderFulfillment.createMany({
    data: orders.map(({ orderId }) => ({
      shop: SHOP,
      orderId,
      fulfillmentId: orderId.replace("Order", "Fulfillment"),
      status: "success",
      shipmentStatus: "delivered",
      createdAt: SHIPPED,
      updatedAt: SHIPPED,
      deliveredAt: SHIPPED,
    })),
  });
  await prisma.followUp.createMany({
    data: orders.map(({ orderId }) => ({
      shop: SHOP,
      orderId,
      dueAt: SHIPPED,
      createdAt: SHIPPED,
    })),
  });
}

function isReady(worker: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("exit", (code) => reject(new Error(`A worker ended before it began (${code}).`)));
  });
}

async function workOff(databaseUrl: string, smtpUrl: string, workers: number): Promise<number> {
  const started = Array.from({ length: workers }, () =>
    fork(WORKER, [databaseUrl, smtpUrl, SHOP, DUE.toISOString()], {
      execArgv: ["--disable-warning=ExperimentalWarning"],
    }),
  );
  await Promise.all(started.map(isReady));
  const from = performance.now();
  const ended = started.map((worker) => once(worker, "exit"));
  for (const worker of started) worker.send("go");
  await Promise.all(ended);
  return (performance.now() - from) / 1_000;
}
