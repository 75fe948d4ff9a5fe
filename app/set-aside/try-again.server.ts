import type { Prisma, PrismaClient } from "@prisma/client";

import type { JobPayloads } from "../platform/jobs.server.ts";
import type { SetAsideKind } from "./kinds.ts";

/** What is to be tried again, by its kind's id of it. */
export interface SetAsideKey {
  readonly kind: SetAsideKind;
  readonly itemId: string;
}

interface WayBack {
  /** The job that works the kind off. */
  readonly job: keyof JobPayloads;
  /** Puts an item back among what waits; left out where it is there still. */
  readonly reopen?: (
    transaction: Prisma.TransactionClient,
    shop: string,
    itemId: string,
    now: Date,
  ) => Promise<unknown>;
}

/** How items of each kind come back among what waits: the reverse of what setting them aside did. */
const WAYS_BACK: Readonly<Record<SetAsideKind, WayBack>> = {
  webhook: {
    job: "inbox",
    reopen: ({ webhookInbox }, shop, webhookId) =>
      webhookInbox.updateMany({ where: { shop, webhookId }, data: { refusal: null } }),
  },
  order: {
    job: "reconcile",
    // Its note is what waits.
    reopen: ({ setAside }, shop, itemId, now) =>
      setAside.create({
        data: { shop, kind: "order", itemId, subjectId: itemId, reason: "", failingSince: now },
      }),
  },
  referrals: { job: "history" },
  member: {
    job: "mirror",
    reopen: ({ memberMirror }, shop, customerId) =>
      memberMirror.updateMany({
        where: { shop, customerId },
        data: { requested: { increment: 1 } },
      }),
  },
  redemption: { job: "redeem" },
  "flow-event": {
    job: "flow",
    reopen: ({ flowEvent }, shop, key) =>
      flowEvent.updateMany({ where: { shop, key }, data: { toldAt: null } }),
  },
  pulse: {
    job: "flow",
    reopen: ({ pulse }, shop, orderId) =>
      pulse.updateMany({ where: { shop, orderId }, data: { toldFlowAt: null } }),
  },
  consent: {
    job: "follow-ups",
    reopen: ({ mailBlock }, shop, customerId) =>
      mailBlock.updateMany({ where: { shop, customerId }, data: { toldShopifyAt: null } }),
  },
  confirmation: {
    job: "follow-ups",
    reopen: ({ orderConfirmation }, shop, orderId) =>
      orderConfirmation.updateMany({ where: { shop, orderId }, data: { writtenAt: null } }),
  },
  "follow-up": {
    job: "follow-ups",
    reopen: ({ followUp }, shop, orderId, now) =>
      followUp.updateMany({ where: { shop, orderId }, data: { dueAt: now } }),
  },
  "one-click": {
    job: "one-click",
    reopen: ({ oneClick }, shop, referenceId, now) =>
      oneClick.updateMany({ where: { shop, referenceId }, data: { dueAt: now } }),
  },
};

/**
 * Puts what was set aside back among what waits.
 * @param only one item; null for all of the shop's
 * @returns the jobs that are to be asked for
 */
export async function tryAgain(
  prisma: PrismaClient,
  shop: string,
  only: SetAsideKey | null,
  now: Date,
): Promise<Set<keyof JobPayloads>> {
  const rows = await prisma.setAside.findMany({
    where: { shop, setAsideAt: { not: null }, ...only },
  });
  const jobs = new Set<keyof JobPayloads>();
  for (const { kind, itemId } of rows) {
    const way = WAYS_BACK[kind as SetAsideKind];
    await prisma.$transaction(async (transaction) => {
      const { count } = await transaction.setAside.deleteMany({ where: { shop, kind, itemId } });
      // Pressed twice at once, it is put back once.
      if (count > 0) await way.reopen?.(transaction, shop, itemId, now);
    });
    jobs.add(way.job);
  }
  return jobs;
}
