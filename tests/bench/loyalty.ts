import { globalId } from "@tandem/storefront-kit/ids";

import { accountHistory } from "../../app/loyalty/account-history.server.ts";
import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { balancesOf } from "../../app/loyalty/balances.server.ts";
import { mirrorMembers } from "../../app/loyalty/mirror-members.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { noteMirrorOfAll } from "../../app/loyalty/request-mirror.server.ts";
import { readHistoryLines } from "../../app/orders/history/read-history-file.server.ts";
import type {
  HistoricOrder,
  UnreadableOrder,
} from "../../app/orders/history/read-history-file.server.ts";
import { ORDERS as BY_ID } from "../../app/orders/orders-set-aside.server.ts";
import { ItemRun } from "../../app/set-aside/item-run.server.ts";
import { recordHistory } from "../../app/orders/history/record-history.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { clockOf } from "../support/clock.ts";
import { DATABASES_ON_DISK } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP } from "../support/stand-in.ts";

/** Orders that are backfilled; fewer for a first look. */
const ORDERS = Number(process.env["BENCH_ORDERS"] ?? 1_000_000);
const ORDERS_PER_CUSTOMER = 10;
const BATCH = 1_000;
/** Of an order without refunds, totals are not looked at. */
const ZERO = { shopMoney: { amount: "0.0" } };
const NOW = new Date("2026-11-02T08:00:00Z");
const YEAR = 365 * 86_400_000;
const READS = 1_000;

/** Shopify that takes every metafield at once: what is measured is ours. */
const willing: AdminClient = {
  run: (_document, _variables, schema) =>
    Promise.resolve(schema.parse({ metafieldsSet: { metafields: [], userErrors: [] } }) as never),
};

/** The file that Shopify would write: an order with its two lines each. */
async function* file(orders: number): AsyncGenerator<string> {
  const customers = Math.ceil(orders / ORDERS_PER_CUSTOMER);
  for (let number = 1; number <= orders; number++) {
    const id = globalId("Order", number);
    const at = new Date(NOW.getTime() - YEAR + (YEAR * number) / orders).toISOString();
    yield JSON.stringify({
      __typename: "Order",
      id,
      createdAt: at,
      updatedAt: at,
      cancelledAt: null,
      currencyCode: "EUR",
      edited: false,
      discountCodes: [],
      customer: { id: globalId("Customer", (number * 7_919) % customers) },
      subtotalPriceSet: ZERO,
      currentSubtotalPriceSet: ZERO,
      refunds: [],
    });
    for (const line of [1, 2])
      yield JSON.stringify({
        __typename: "LineItem",
        __parentId: id,
        id: globalId("LineItem", number * 2 + line),
        quantity: line,
        currentQuantity: line,
        variant: { id: globalId("ProductVariant", line) },
        product: { id: globalId("Product", (number % 500) + 1) },
        isGiftCard: false,
        requiresShipping: true,
        customAttributes: [],
        originalUnitPriceSet: { shopMoney: { amount: String(10 + (number % 40)) } },
        discountAllocations: [],
      });
  }
}

/** The greatest memory of this process while something runs, in MB. */
async function peakMemory(work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const look = () => (peak = Math.max(peak, process.memoryUsage().rss));
  const timer = setInterval(look, 200);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return Math.round(peak / 1_000_000);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

async function backfill({ database: { prisma } }: TestDatabase, orders: number) {
  await prisma.shop.create({
    data: { shop: SHOP, currencyCode: "EUR", timeZone: "Europe/Berlin", createdAt: NOW },
  });
  await saveProgramme(prisma, {
    shop: SHOP,
    currencyCode: "EUR",
    draft: { ...emptyProgramme(), isRunning: true, earnsSince: "2025-01-01" },
    version: 0,
    author: "7",
    now: NOW,
  });
  const record = async () => {
    const run = new ItemRun({ prisma, shop: SHOP, now: () => NOW }, BY_ID);
    const context = { prisma, shop: SHOP, client: willing };
    let batch: (HistoricOrder | UnreadableOrder)[] = [];
    for await (const order of readHistoryLines(file(orders))) {
      batch.push(order);
      if (batch.length < BATCH) continue;
      await recordHistory(context, run, batch, NOW, NOW);
      batch = [];
    }
    await recordHistory(context, run, batch, NOW, NOW);
  };
  let recorded = 0;
  let accounted = 0;
  const peak = await peakMemory(async () => {
    recorded = await seconds(record);
    accounted = await seconds(() => accountHistory(prisma, SHOP, () => NOW));
  });
  return { recorded, accounted, peak };
}

async function balanceP95({ database: { prisma } }: TestDatabase, customers: number) {
  const times: number[] = [];
  for (let read = 0; read < READS; read++) {
    const id = globalId("Customer", (read * 104_729) % customers);
    times.push(await seconds(() => balancesOf(prisma, SHOP, [id], NOW)));
  }
  return times.toSorted((a, b) => a - b)[Math.floor(READS * 0.95)]! * 1_000;
}

async function reevaluate({ database: { prisma } }: TestDatabase) {
  await mirrorMembers(
    prisma,
    SHOP,
    willing,
    clockOf(() => NOW),
  );
  await prisma.$transaction((transaction) => noteMirrorOfAll(transaction, SHOP));
  return seconds(() =>
    mirrorMembers(
      prisma,
      SHOP,
      willing,
      clockOf(() => NOW),
    ),
  );
}

/** Backfill, balances and tiers, on a tenth of the orders and on all: how it grows. */
export async function benchLoyalty(): Promise<void> {
  console.log("\nLoyalty: a backfill, then balances and tiers, side by side\n");
  console.log(
    "| database | orders | read, orders/s | entered, orders/s | peak MB | balance p95, ms | members | re-evaluated, s | differences |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|");
  for (const [name, open] of DATABASES_ON_DISK)
    for (const orders of [ORDERS / 10, ORDERS]) {
      const opened = await open();
      try {
        const { recorded, accounted, peak } = await backfill(opened, orders);
        const customers = Math.ceil(orders / ORDERS_PER_CUSTOMER);
        const p95 = await balanceP95(opened, customers);
        const again = await reevaluate(opened);
        const audit = orders <= 10_000 ? await auditLedger(opened.database.prisma, SHOP) : null;
        console.log(
          `| ${name} | ${orders} | ${Math.round(orders / recorded)} | ${Math.round(orders / accounted)} | ${peak} | ${p95.toFixed(1)} | ${customers} | ${again.toFixed(1)} | ${audit ? audit.differences.length : "not audited"} |`,
        );
      } finally {
        await opened.close();
      }
    }
}
