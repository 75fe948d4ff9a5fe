import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { importFile } from "@tandem/devstore/import";

import configuration from "../../demo/devstore.ts";
import { askForHistory, importHistory } from "../../app/orders/history/import-history.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { getRefund } from "../../app/shopify/documents/get-refund.server.ts";
import { DATABASES_ON_DISK } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

/** Orders of the history that is made up; fewer for a first look. */
const ORDERS = Number(process.env["BENCH_HISTORY_ORDERS"] ?? 20_000);
/** An order history to be read instead, of a form that `npm run import-orders` takes. */
const FILE = process.env["BENCH_HISTORY"];
const PRODUCTS = 500;
/** Refunds that are read one by one, for comparison. */
const SINGLY = 50;
/** Milliseconds until a job looks again whether Shopify has written the file. */
const LOOK_AGAIN = 2_000;

/** Orders of one to four lines; of every tenth something comes back, and of every fiftieth twice. */
function madeUpHistory(): string {
  const rows = [
    "order_id,customer_id,timestamp,product_id,product_title,unit_price,quantity,country",
  ];
  const at = (order: number) => new Date(Date.UTC(2025, 0, 1) + order * 600_000).toISOString();
  for (let order = 1; order <= ORDERS; order++) {
    const row = (id: string, line: number, quantity: number) => {
      const product = (order * 7 + line * 131) % PRODUCTS;
      const price = (1 + (product % 40) / 4).toFixed(2);
      rows.push(
        `${id},c${order},${at(order)},p${product},Product ${product},${price},${quantity},DE`,
      );
    };
    for (let line = 0; line <= order % 4; line++) row(`${order}`, line, 1 + ((order + line) % 3));
    if (order % 10 === 0) row(`R${order}`, 0, -1);
    if (order % 50 === 0) row(`S${order}`, 1, -1);
  }
  return rows.join("\n");
}

/** Reads all orders. @returns seconds, of those of the reading alone, and of processors: the app's and the stand-in's */
async function readAll({ database: { prisma } }: TestDatabase, { client }: StandIn) {
  await prisma.shop.create({
    data: { shop: SHOP, currencyCode: "EUR", timeZone: "Europe/Berlin" },
  });
  await askForHistory(prisma, SHOP);
  const from = performance.now();
  const cpu = process.cpuUsage();
  const secondsSince = (at: number) => (performance.now() - at) / 1_000;
  for (;;) {
    const at = performance.now();
    if (await importHistory(prisma, SHOP, client, () => new Date())) {
      await wait(LOOK_AGAIN);
      continue;
    }
    const { user, system } = process.cpuUsage(cpu);
    return {
      all: secondsSince(from),
      reading: secondsSince(at),
      processors: (user + system) / 1_000_000,
    };
  }
}

/** Reads some refunds one by one, as all would be without what the file tells. @returns calls and points of one */
async function readSingly({ store, client, devstore }: StandIn) {
  const ids = store.orders.all().flatMap((order) => order.refunds.map((refund) => refund.id));
  const some = ids.slice(0, SINGLY);
  const { calls, spentPoints } = devstore.meter;
  for (const id of some) await getRefund(client, id, "EUR");
  return {
    calls: (devstore.meter.calls - calls) / some.length,
    points: (devstore.meter.spentPoints - spentPoints) / some.length,
  };
}

/** Reading past orders: what it costs of Shopify's limits, and how long it takes with them. */
export async function benchHistory(): Promise<void> {
  console.log("\nOrder history: calls and points of the Admin API, within its limits\n");
  console.log(
    "| database | orders | refunds | asked for | calls per 1,000 orders | points per 1,000 orders | calls, each refund by itself | points, each refund by itself | seconds, with the writing of the file | seconds of reading | seconds of processors |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|---|");
  const file = FILE ?? join(mkdtempSync(join(tmpdir(), "history-")), "orders.csv");
  if (!FILE) writeFileSync(file, madeUpHistory());
  for (const [name, open] of DATABASES_ON_DISK) {
    const opened = await open();
    const standIn = await startStandIn();
    try {
      const { store, devstore } = standIn;
      for (const { id } of store.orders.all()) store.orders.remove(id);
      await importFile(store, file, { shop: configuration.shop }, new Date());
      let asked = 0;
      const counting: AdminClient = {
        run(document, variables, schema) {
          if (document.includes("GetRefunds")) asked += (variables["ids"] as string[]).length;
          return standIn.client.run(document, variables, schema);
        },
      };
      const seconds = await readAll(opened, { ...standIn, client: counting });
      const { calls, spentPoints } = devstore.meter;
      const orders = store.orders.size;
      const refunds = store.orders.all().reduce((sum, one) => sum + one.refunds.length, 0);
      const singly = await readSingly(standIn);
      const perThousand = (count: number) => ((count / orders) * 1_000).toFixed(1);
      console.log(
        `| ${name} | ${orders} | ${refunds} | ${asked} | ${perThousand(calls)} | ${perThousand(spentPoints)} | ${perThousand(refunds * singly.calls)} | ${perThousand(refunds * singly.points)} | ${seconds.all.toFixed(0)} | ${seconds.reading.toFixed(0)} | ${seconds.processors.toFixed(0)} |`,
      );
    } finally {
      await standIn.close();
      await opened.close();
    }
  }
}
