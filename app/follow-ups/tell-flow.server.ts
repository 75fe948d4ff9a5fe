import type { PrismaClient } from "@prisma/client";

import { numericId } from "../../core/catalog/global-id.ts";
import { log } from "../platform/log.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { triggerFlow } from "../shopify/documents/trigger-flow.server.ts";

/** Handle of extensions/flow. */
const PULSE_ANSWERED = "pulse-answered";
/** A comment may follow an answer: Flow is told of both at once, or after so long of the answer alone. */
export const COMMENT_MILLISECONDS = 10 * 60_000;

/** Pulses that Shopify Flow is to be told of by now. */
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
 * Tells Shopify Flow what buyers said, oldest first, and notes it after each. Flow takes no key of ours: where a run dies
 * between telling and noting, a workflow starts twice. What Shopify refuses for good is not told again.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function tellFlow(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: () => Date,
): Promise<void> {
  const waiting = await prisma.pulse.findMany({
    where: { shop, ...untold(now()) },
    orderBy: { answeredAt: "asc" },
  });
  for (const { orderId, customerId, answer, comment } of waiting) {
    try {
      await triggerFlow(client, PULSE_ANSWERED, {
        customer_id: numericId(customerId),
        order_id: numericId(orderId),
        Answer: answer,
        Comment: comment,
      });
    } catch (failure) {
      if (!(failure instanceof AdminApiError) || failure.isTransient) throw failure;
      log.warn({ shop, orderId, err: failure }, "Shopify Flow does not take an answer");
    }
    await prisma.pulse.update({
      where: { shop_orderId: { shop, orderId } },
      data: { toldFlowAt: now() },
    });
  }
}
