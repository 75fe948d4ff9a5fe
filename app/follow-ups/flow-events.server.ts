import type { Prisma } from "@prisma/client";

/** Handles of our triggers for Shopify Flow: extensions/flow-…. */
export const PULSE_ANSWERED = "pulse-answered";
export const FOLLOW_UP_DUE = "follow-up-due";
export const OFFER_ACCEPTED = "offer-accepted";

/** Something that Shopify Flow is to be told of: once, whoever notes it how often. */
export interface FlowNews {
  /** Names the cause. */
  readonly key: string;
  readonly handle: string;
  /** By the keys of the trigger's fields. */
  readonly payload: Readonly<Record<string, string | number>>;
}

/** Notes it in the transaction of what happened; a job tells it. */
export async function noteFlowEvents(
  transaction: Prisma.TransactionClient,
  shop: string,
  events: readonly FlowNews[],
  now: Date,
): Promise<void> {
  await transaction.flowEvent.createMany({
    data: events.map((event) => ({ shop, ...event, createdAt: now })),
    skipDuplicates: true,
  });
}
