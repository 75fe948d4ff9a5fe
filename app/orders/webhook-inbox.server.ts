import { Prisma } from "@prisma/client";
import type { PrismaClient, WebhookInbox } from "@prisma/client";
import { globalId } from "@tandem/storefront-kit/ids";

import type { Clock } from "../platform/clock.server.ts";
import { log } from "../platform/log.server.ts";
import { erasedAmong } from "../privacy/erased.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
import { notePutOff } from "./orders-set-aside.server.ts";
import { processWebhook } from "./process-webhook.server.ts";
import { namedInPayload, subjectOfPayload } from "./subject-of-payload.server.ts";

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
    data: [
      // A body of "null" is JSON, too: it is stored, and then set aside.
      { ...row, payload: payload === null ? Prisma.JsonNull : (payload as Prisma.InputJsonValue) },
    ],
    skipDuplicates: true,
  });
}

/** Webhooks that are to be worked off. */
export const WAITING = { processedAt: null, refusal: null };

/** Webhooks, named by Shopify's id of them. */
const WEBHOOKS: ItemsOfKind<WebhookInbox> = {
  kind: "webhook",
  idOf: (webhook) => webhook.webhookId,
  subjectOf: ({ topic, payload }) => subjectOfPayload(topic, payload),
  close: async (transaction, { shop, webhookId, topic, payload }, { reason, at }) => {
    const erased = await erasedAmong(transaction, shop, namedInPayload(payload));
    const where = { shop, webhookId };
    if (erased.size === 0)
      return transaction.webhookInbox.updateMany({ where, data: { refusal: reason } });
    // Nothing of who was erased is kept for another try. Shopify is asked for the order, without its customer.
    const subject = subjectOfPayload(topic, payload);
    if (subject?.startsWith(globalId("Order", "")))
      await notePutOff(transaction, shop, [subject], at);
    else
      await transaction.setAside.updateMany({
        where: { shop, kind: WEBHOOKS.kind, itemId: webhookId },
        data: { subjectId: null },
      });
    return transaction.webhookInbox.updateMany({ where, data: { refusal: reason, payload: {} } });
  },
};

/**
 * Works off a shop's inbox. Doing a webhook twice is doing it once, so a crash in between is harmless. One that cannot be
 * worked off is set aside with the reason and its body; what follows of the same order goes ahead, since each tells its whole state.
 * @throws what made webhooks be put off; the job tries them again
 */
export async function processInbox(
  prisma: PrismaClient,
  shop: string,
  clock: Clock,
): Promise<void> {
  const run = new ItemRun({ prisma, shop, now: () => clock(prisma) }, WEBHOOKS);
  let last: WebhookInbox | undefined;
  do {
    const waiting: WebhookInbox[] = await prisma.webhookInbox.findMany({
      where: { shop, ...WAITING, ...(last && isAfter(last)) },
      orderBy: [{ triggeredAt: "asc" }, { webhookId: "asc" }],
      take: BATCH,
    });
    await run.each(waiting, async ({ topic, webhookId, payload, triggeredAt }) => {
      const now = await clock(prisma);
      await processWebhook(topic, { prisma, shop, payload, triggeredAt, now, clock });
      await prisma.webhookInbox.update({
        where: { shop_webhookId: { shop, webhookId } },
        // The facts that matter are stored; the body, with what it holds of the buyer, is not kept.
        data: { processedAt: await clock(prisma), payload: {} },
      });
      log.debug({ shop, topic, webhookId }, "webhook worked off");
    });
    last = waiting.at(-1);
  } while (last);
  run.finish();
}

function isAfter({ triggeredAt, webhookId }: WebhookInbox): Prisma.WebhookInboxWhereInput {
  return {
    OR: [{ triggeredAt: { gt: triggeredAt } }, { triggeredAt, webhookId: { gt: webhookId } }],
  };
}
