import type { Prisma, PrismaClient } from "@prisma/client";

import { log } from "../platform/log.server.ts";
import { processWebhook } from "./process-webhook.server.ts";

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
      await processWebhook(topic, { prisma, shop, payload, now: now() });
      await prisma.webhookInbox.update({
        where: { shop_webhookId: { shop, webhookId } },
        // The facts that matter are stored; the body, with what it holds of the buyer, is not kept.
        data: { processedAt: now(), payload: {} },
      });
      log.debug({ shop, topic, webhookId }, "webhook worked off");
    }
  }
}
