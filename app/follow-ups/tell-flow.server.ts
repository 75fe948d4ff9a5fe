import type { FlowEvent, PrismaClient, Pulse } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { COMMENT_MILLISECONDS } from "../../core/follow-ups/next-step.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
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
 * between telling and noting, a workflow starts twice. What Shopify refuses for good is set aside.
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
  const ofAnswers = new ItemRun({ prisma, shop, now }, ANSWERS);
  await ofAnswers.each(answers, async ({ orderId, customerId, answer, comment }) => {
    const payload = {
      customer_id: numericId(customerId),
      order_id: numericId(orderId),
      Answer: answer,
      Comment: comment,
    };
    await triggerFlow(client, PULSE_ANSWERED, payload);
    const where = { shop_orderId: { shop, orderId } };
    await prisma.pulse.update({ where, data: { toldFlowAt: now() } });
  });
  const events = await prisma.flowEvent.findMany({
    where: { shop, toldAt: null },
    orderBy: { createdAt: "asc" },
  });
  const ofEvents = new ItemRun({ prisma, shop, now }, EVENTS);
  await ofEvents.each(events, async ({ key, handle, payload }) => {
    await triggerFlow(client, handle, payload as Record<string, string | number>);
    await prisma.flowEvent.update({ where: { shop_key: { shop, key } }, data: { toldAt: now() } });
  });
  ofAnswers.finish();
  ofEvents.finish();
}

const ANSWERS: ItemsOfKind<Pulse> = {
  kind: "pulse",
  idOf: (answer) => answer.orderId,
  subjectOf: (answer) => answer.orderId,
  close: (transaction, { shop, orderId }, { at }) =>
    transaction.pulse.updateMany({ where: { shop, orderId }, data: { toldFlowAt: at } }),
};

const EVENTS: ItemsOfKind<FlowEvent> = {
  kind: "flow-event",
  idOf: (event) => event.key,
  close: (transaction, { shop, key }, { at }) =>
    transaction.flowEvent.updateMany({ where: { shop, key }, data: { toldAt: at } }),
};
