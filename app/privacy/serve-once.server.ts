import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";

import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { WITHOUT_LIMITS } from "../platform/database-limits.server.ts";
import { log } from "../platform/log.server.ts";

/** A large shop is erased in one transaction. Shopify, which waits for five seconds, asks again meanwhile, and is then told that it is done. */
const LONGEST_MILLISECONDS = 600_000;

/**
 * Does what a webhook asks for, once by its id, together with the note that it was done: a process that dies in between has
 * done nothing, and of two at once the second one waits and finds it done.
 */
export async function serveOnce(
  prisma: PrismaClient,
  { shop, webhookId, topic, triggeredAt }: IncomingWebhook,
  serve: (transaction: Prisma.TransactionClient) => Promise<void>,
): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      await transaction.$executeRaw(Prisma.raw(WITHOUT_LIMITS));
      const { count } = await transaction.servedWebhook.createMany({
        data: { shop, webhookId, topic, triggeredAt },
        skipDuplicates: true,
      });
      if (count > 0) await serve(transaction);
      else log.info({ shop, topic, webhookId }, "a webhook that was served before came again");
    },
    { timeout: LONGEST_MILLISECONDS },
  );
}
