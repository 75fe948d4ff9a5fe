import type { Prisma, PrismaClient } from "@prisma/client";

import { z } from "zod";

import type { Clock } from "../platform/clock.server.ts";
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

/** Webhooks that are to be worked off. */
export const WAITING = { processedAt: null, refusal: null };

/**
 * Works off a shop's inbox. Doing a webhook twice is doing it once, so a crash in between is harmless. One whose body is not
 * of Shopify's form is set aside with the reason, so that it does not hold up those behind it.
 */
export async function processInbox(
  prisma: PrismaClient,
  shop: string,
  clock: Clock,
): Promise<void> {
  for (;;) {
    const waiting = await prisma.webhookInbox.findMany({
      where: { shop, ...WAITING },
      orderBy: { triggeredAt: "asc" },
      take: BATCH,
    });
    if (waiting.length === 0) return;
    for (const { webhookId, topic, payload } of waiting) {
      const where = { shop_webhookId: { shop, webhookId } };
      try {
        const now = await clock(prisma);
        await processWebhook(topic, { prisma, shop, payload, now, clock });
      } catch (failure) {
        if (!(failure instanceof z.ZodError)) throw failure;
        log.error({ shop, topic, webhookId, err: failure }, "a webhook is not of Shopify's form");
        await prisma.webhookInbox.update({ where, data: { refusal: z.prettifyError(failure) } });
        continue;
      }
      await prisma.webhookInbox.update({
        where,
        // The facts that matter are stored; the body, with what it holds of the buyer, is not kept.
        data: { processedAt: await clock(prisma), payload: {} },
      });
      log.debug({ shop, topic, webhookId }, "webhook worked off");
    }
  }
}

/** What was set aside is kept for so long, to be looked at and repaired. */
const REFUSED_MILLISECONDS = 30 * 86_400_000;

/** Deletes what was set aside long ago: it holds personal data. */
export async function forgetRefused(prisma: PrismaClient, now: Date): Promise<void> {
  await prisma.webhookInbox.deleteMany({
    where: {
      refusal: { not: null },
      receivedAt: { lte: new Date(now.getTime() - REFUSED_MILLISECONDS) },
    },
  });
}
