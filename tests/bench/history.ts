import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { askForHistory, importHistory } from "../../app/orders/history/import-history.server.ts";
import { importFile } from "../../devstore/import/import-file.ts";
import { DATABASES_ON_DISK } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

/** Orders of the history that is made up; fewer for a first look. */
const ORDERS = Number(process.env["BENCH_HISTORY_ORDERS"] ?? 20_000);
/** An order history to be read instead, of a form that `npm run import-orders` takes. */
const FILE = process.env["BENCH_HISTORY"];
const PRODUCTS = 500;
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

async function readAll({ database: { prisma } }: TestDatabase, standIn: StandIn) {
  await prisma.shop.create({
    data: { shop: SHOP, currencyCode: "EUR", timeZone: "Europe/Berlin" },
  });
  await askForHistory(prisma, SHOP);
  const from = performance.now();
  while (await importHistory(prisma, SHOP, standIn.client, () => new Date()))
    await wait(LOOK_AGAIN);
  return (performance.now() - from) / 1_000;
}

/** Reading past orders: what it costs of Shopify's limits, and how long it takes with them. */
export async function benchHistory(): Promise<void> {
  console.log("\nOrder history: calls and points of the Admin API, within its limits\n");
  console.log(
    "| database | orders | refunds | calls | points | calls per 1,000 orders | points per 1,000 orders | seconds |",
  );
  console.log("|---|---|---|---|---|---|---|---|");
  const file = FILE ?? join(mkdtempSync(join(tmpdir(), "history-")), "orders.csv");
  if (!FILE) writeFileSync(file, madeUpHistory());
  for (const [name, open] of DATABASES_ON_DISK) {
    const opened = await open();
    const standIn = await startStandIn();
    try {
      const { store, devstore } = standIn;
      for (const { id } of store.orders.all()) store.orders.remove(id);
      await importFile(store, file, {}, new Date());
      const seconds = await readAll(opened, standIn);
      const { calls, spentPoints } = devstore.meter;
      const orders = store.orders.size;
      const refunds = store.orders.all().reduce((sum, one) => sum + one.refunds.length, 0);
      const perThousand = (count: number) => ((count / orders) * 1_000).toFixed(1);
      console.log(
        `| ${name} | ${orders} | ${refunds} | ${calls} | ${spentPoints} | ${perThousand(calls)} | ${perThousand(spentPoints)} | ${seconds.toFixed(0)} |`,
      );
    } finally {
      await standIn.close();
      await opened.close();
    }
  }
}
