import type { OrderHistory, PrismaClient } from "@prisma/client";

import { ItemRun } from "../../set-aside/item-run.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import {
  findOrderHistory,
  startOrderHistory,
} from "../../shopify/documents/order-history.server.ts";
import { ORDERS } from "../orders-set-aside.server.ts";
import { UNDER_WAY } from "./history-state.ts";
import { readHistoryFile } from "./read-history-file.server.ts";
import { recordHistory } from "./record-history.server.ts";

/** Orders of one batch: recorded together, with their refunds asked for together, and then counted as done. */
const BATCH = 1_000;

/** Asks for the shop's past orders to be read, from the beginning where they were read before. */
export async function askForHistory(prisma: PrismaClient, shop: string): Promise<void> {
  const fresh = { state: "asked", operationId: null, done: 0, total: null, message: null };
  await prisma.orderHistory.upsert({
    where: { shop },
    create: { shop, ...fresh },
    update: fresh,
  });
}

/**
 * Goes on reading a shop's past orders, from where it was: has Shopify write them to a file, looks whether it is
 * written, and records them batch by batch. Orders that cannot be recorded now are noted, for the job that reconciles.
 * @param batchSize orders that are recorded together
 * @returns whether to come back in a while: the file is still being written
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function importHistory(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: () => Date,
  batchSize = BATCH,
): Promise<boolean> {
  const history = await prisma.orderHistory.findUnique({ where: { shop } });
  if (!history || !UNDER_WAY.includes(history.state)) return false;
  const note = (data: Partial<OrderHistory>) =>
    prisma.orderHistory.update({ where: { shop }, data });
  if (!history.operationId) {
    const operationId = await startOrderHistory(client);
    await note({ operationId, state: "writing" });
    return true;
  }
  const operation = await findOrderHistory(client, history.operationId);
  if (operation && ["CREATED", "RUNNING", "CANCELING"].includes(operation.status)) {
    await note({ total: operation.orders });
    return true;
  }
  if (operation?.status !== "COMPLETED") {
    const why = operation ? (operation.errorCode ?? operation.status) : "it is gone";
    await note({
      state: "failed",
      message: `Shopify did not write the orders (${why.toLowerCase().replaceAll("_", " ")}). Start again.`,
    });
    return false;
  }
  await note({ state: "reading", total: operation.orders });
  const run = new ItemRun({ prisma, shop, now }, ORDERS);
  if (operation.url) {
    const { createdAt } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
    const orders = readHistoryFile(operation.url);
    for await (const batch of inBatches(orders, history.done, batchSize)) {
      await recordHistory({ prisma, shop, client }, run, batch.items, createdAt, now());
      await note({ done: batch.read });
    }
  }
  await note({ state: "done" });
  return false;
}

/** The items behind the first ones, some at a time, each time with how many were read by then. */
async function* inBatches<Item>(
  items: AsyncIterable<Item>,
  done: number,
  size: number,
): AsyncGenerator<{ readonly items: readonly Item[]; readonly read: number }> {
  let read = 0;
  let batch: Item[] = [];
  for await (const item of items) {
    if (++read <= done) continue;
    batch.push(item);
    if (batch.length < size) continue;
    yield { items: batch, read };
    batch = [];
  }
  if (batch.length > 0) yield { items: batch, read };
}
