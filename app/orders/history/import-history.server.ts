import type { OrderHistory, PrismaClient } from "@prisma/client";

import type { AdminClient } from "../../shopify/admin-client.server.ts";
import {
  findOrderHistory,
  startOrderHistory,
} from "../../shopify/documents/order-history.server.ts";
import { UNDER_WAY } from "./history-state.ts";
import { readHistoryFile } from "./read-history-file.server.ts";
import type { HistoricOrder } from "./read-history-file.server.ts";
import { recordHistory } from "./record-history.server.ts";

/** Orders of one batch: recorded together, and then counted as done. */
const BATCH = 200;

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
 * written, and records them batch by batch.
 * @returns whether to come back in a while: the file is still being written
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function importHistory(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: () => Date,
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
  if (operation.url)
    await recordFile({ prisma, shop, client, now }, operation.url, history.done, async (done) => {
      await note({ done });
    });
  await note({ state: "done" });
  return false;
}

/** @param done orders of the file that were recorded by an earlier run */
async function recordFile(
  {
    prisma,
    shop,
    client,
    now,
  }: { prisma: PrismaClient; shop: string; client: AdminClient; now: () => Date },
  url: string,
  done: number,
  onProgress: (done: number) => Promise<void>,
): Promise<void> {
  const { createdAt } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  let read = 0;
  let batch: HistoricOrder[] = [];
  const record = async () => {
    await recordHistory(prisma, shop, client, batch, createdAt, now());
    batch = [];
    await onProgress(read);
  };
  for await (const order of readHistoryFile(url)) {
    if (++read <= done) continue;
    batch.push(order);
    if (batch.length === BATCH) await record();
  }
  if (batch.length > 0) await record();
}
