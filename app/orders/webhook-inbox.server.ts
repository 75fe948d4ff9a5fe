import type { Prisma, PrismaClient } from "@prisma/client";

import { globalId } from "../../core/catalog/global-id.ts";
import { mixesCollection } from "../offers/mixed-collection.server.ts";
import { listOffers } from "../offers/offer-store.server.ts";
import { log } from "../platform/log.server.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import { parseOrderPayload, parseRefundPayload } from "./webhook-payloads.server.ts";
import { recordOrder, recordRefund } from "./record-order.server.ts";

export interface IncomingWebhook {
  readonly shop: string;
  readonly webhookId: string;
  readonly topic: string;
  readonly triggeredAt: Date;
  readonly payload: unknown;
}

const BATCH = 50;

/** Stores a webhook, once by its id. Only then may it be acknowledged. */
export async function storeWebhook(prisma: PrismaClient, webhook: IncomingWebhook): Promise<void> {
  const { payload, ...row } = webhook;
  await prisma.webhookInbox.createMany({
    data: [{ ...row, payload: payload as Prisma.InputJsonValue }],
    skipDuplicates: true,
  });
}

/** Works off a shop's inbox. Doing a webhook twice is doing it once, so a crash in between is harmless. */
export async function processInbox(
  prisma: PrismaClient,
  shop: string,
  now: () => Date,
): Promise<void> {
  for (;;) {
    const waiting = await prisma.webhookInbox.findMany({
      where: { shop, processedAt: null },
      orderBy: { triggeredAt: "asc" },
      take: BATCH,
    });
    if (waiting.length === 0) return;
    for (const { webhookId, topic, payload } of waiting) {
      await processWebhook(prisma, shop, topic, payload);
      await prisma.webhookInbox.update({
        where: { shop_webhookId: { shop, webhookId } },
        // The facts that matter are stored; the body, with what it holds of the buyer, is not kept.
        data: { processedAt: now(), payload: {} },
      });
      log.debug({ shop, topic, webhookId }, "webhook worked off");
    }
  }
}

async function processWebhook(
  prisma: PrismaClient,
  shop: string,
  topic: string,
  payload: unknown,
): Promise<void> {
  if (topic.startsWith("ORDERS_")) return recordOrder(prisma, shop, parseOrderPayload(payload));
  if (topic === "REFUNDS_CREATE") {
    const { currencyCode } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
    return recordRefund(prisma, shop, parseRefundPayload(payload, currencyCode));
  }
  if (topic.startsWith("COLLECTIONS_")) {
    const id = globalId("Collection", (payload as { id: number }).id);
    const offers = await listOffers(prisma, shop);
    // Publishing reads the collection's products anew.
    if (offers.some((offer) => mixesCollection(offer, id))) await notePublishRequest(prisma, shop);
    return;
  }
  if (topic === "PRODUCTS_DELETE") {
    const ownerId = globalId("Product", (payload as { id: number }).id);
    // Its metafields went with it; what stands with other products is published anew.
    await prisma.$transaction(async (transaction) => {
      const { count } = await transaction.publishedDocument.deleteMany({
        where: { shop, ownerId },
      });
      if (count > 0) await notePublishRequest(transaction, shop);
    });
  }
}
