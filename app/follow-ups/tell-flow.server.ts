import type { PrismaClient } from "@prisma/client";

import { numericId } from "../../core/catalog/global-id.ts";
import { COMMENT_MILLISECONDS } from "../../core/follow-ups/next-step.ts";
import { log } from "../platform/log.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { triggerFlow } from "../shopify/documents/trigger-flow.server.ts";
import { PULSE_ANSWERED } from "./flow-events.server.ts";

/** Answers to the pulse that Shopify Flow is to be told of by now. */
export function untold(now: Date) {
  return {
    toldFlowAt: null,
    OR: [
      { comment: { not: "" } },
      { answeredAt: { lte: new Date(now.getTime() - COMMENT_MILLISECONDS) } },
    ],
  };
}

/**
 * Tells Shopify Flow what happened, oldest first, and notes it after each. Flow takes no key of ours: where a run dies
 * between telling and noting, a workflow starts twice. What Shopify refuses for good is not told again.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function tellFlow(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: () => Date,
): Promise<void> {
  const answers = await prisma.pulse.findMany({
    where: { shop, ...untold(now()) },
    orderBy: { answeredAt: "asc" },
  });
  for (const { orderId, customerId, answer, comment } of answers) {
    const payload = {
      customer_id: numericId(customerId),
      order_id: numericId(orderId),
      Answer: answer,
      Comment: comment,
    };
    await tell(client, shop, PULSE_ANSWERED, payload);
    const where = { shop_orderId: { shop, orderId } };
    await prisma.pulse.update({ where, data: { toldFlowAt: now() } });
  }
  const events = await prisma.flowEvent.findMany({
    where: { shop, toldAt: null },
    orderBy: { createdAt: "asc" },
  });
  for (const { key, handle, payload } of events) {
    await tell(client, shop, handle, payload as Record<string, string | number>);
    await prisma.flowEvent.update({ where: { shop_key: { shop, key } }, data: { toldAt: now() } });
  }
}

async function tell(
  client: AdminClient,
  shop: string,
  handle: string,
  payload: Readonly<Record<string, string | number>>,
): Promise<void> {
  try {
    await triggerFlow(client, handle, payload);
  } catch (failure) {
    if (!(failure instanceof AdminApiError) || failure.isTransient) throw failure;
    log.warn({ shop, handle, err: failure }, "Shopify Flow does not take an event");
  }
}
