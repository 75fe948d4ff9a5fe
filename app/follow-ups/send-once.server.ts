import { randomUUID } from "node:crypto";

import type { Prisma, PrismaClient } from "@prisma/client";

import type { Handover } from "../mail/mailer.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { lock, lockedTime } from "../platform/lock.server.ts";
import type { LockedTime } from "../platform/lock.server.ts";
import { erasedAmong } from "../privacy/erased.server.ts";
import { noteFlowEvents } from "./flow-events.server.ts";
import type { FlowNews } from "./flow-events.server.ts";

const BOUNCED = "bounced";

/** What a step of an order's follow-up is kept as. */
export interface StepKey {
  readonly shop: string;
  readonly orderId: string;
  readonly stepId: string;
  readonly sequenceId: string | null;
  readonly customerId: string | null;
  /** Of the address that it goes to; null for the merchant's own mail. */
  readonly addressHash: string | null;
}

const keyOf = ({ shop, orderId, stepId }: StepKey) => ({
  shop_orderId_stepId: { shop, orderId, stepId },
});

/** When a customer was sent mails since an instant, ISO 8601: sent for sure or perhaps. */
export async function sentTo(
  prisma: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  since: Date,
): Promise<string[]> {
  const mails = await prisma.followUpMail.findMany({
    where: {
      shop,
      customerId,
      state: { in: ["sending", "sent", "uncertain"] },
      createdAt: { gt: since },
    },
    select: { createdAt: true },
  });
  return mails.map((mail) => mail.createdAt.toISOString());
}

/**
 * Sends a step at most once, whoever tries, however often, and whenever a process dies. It is noted as "sending" before the mail
 * server hears of it, and as what became of it after. A note of "sending" that is found again is of a process that died in
 * between: nobody knows whether the mail server took it, and it is not sent again.
 * @param mayStill looked at in the note's own transaction, with the customer's lock and the time since it is held: when else
 * to try; null for now
 * @returns with "behind", the hash of the address that does not exist, where that came of it
 */
export async function sendOnce(
  prisma: PrismaClient,
  key: StepKey,
  {
    mayStill,
    events,
    send,
  }: {
    /** What Shopify Flow is told of it. */
    readonly events: readonly FlowNews[];
    readonly mayStill: (
      transaction: Prisma.TransactionClient,
      now: LockedTime,
    ) => Promise<Date | null>;
    readonly send: (mailId: string) => Promise<Handover>;
  },
  clock: Clock,
): Promise<
  | { kind: "behind"; bouncedHash: string | null }
  | { kind: "wait"; until: Date }
  | { kind: "later"; why: string }
> {
  const id = randomUUID();
  const noted = await prisma.$transaction(async (transaction) => {
    // What is the merchant's own is in nobody's way but its order's.
    const now = await lockedTime(transaction, clock, key.shop, key.customerId ?? key.orderId);
    // Who was erased since the order was read is not written to.
    if (await isOfErased(transaction, key)) return { kind: "behind", bouncedHash: null } as const;
    const known = await transaction.followUpMail.findUnique({ where: keyOf(key) });
    if (known) {
      if (known.state === "sending")
        await transaction.followUpMail.update({
          where: keyOf(key),
          data: {
            state: "uncertain",
            message: "The process that was sending it ended before it could tell what came of it.",
          },
        });
      return {
        kind: "behind",
        bouncedHash: known.state === BOUNCED ? known.addressHash : null,
      } as const;
    }
    const until = await mayStill(transaction, now);
    if (until) return { kind: "wait", until } as const;
    await transaction.followUpMail.create({
      data: { ...key, id, state: "sending", createdAt: now },
    });
    await noteFlowEvents(transaction, key.shop, events, now);
    return null;
  });
  if (noted) return noted;
  const handover = await send(id);
  if (handover.kind === "later") {
    await prisma.followUpMail.delete({ where: keyOf(key) });
    return handover;
  }
  const outcome = outcomeOf(handover);
  await prisma.followUpMail.update({ where: keyOf(key), data: outcome });
  return { kind: "behind", bouncedHash: outcome.state === BOUNCED ? key.addressHash : null };
}

function outcomeOf(handover: Exclude<Handover, { kind: "later" }>) {
  if (handover.kind === "taken") return { state: "sent" };
  if (handover.kind === "uncertain") return { state: "uncertain", message: handover.why };
  return { state: handover.isAddress ? BOUNCED : "failed", message: handover.why };
}

/** Notes that a step is left out, and why. */
export async function skipStep(
  prisma: PrismaClient,
  key: StepKey,
  state: "skipped" | "failed",
  message: string,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    if (key.customerId !== null) await lock(transaction, key.shop, key.customerId);
    if (await isOfErased(transaction, key)) return;
    await transaction.followUpMail.createMany({
      data: [{ ...key, id: randomUUID(), state, message, createdAt: now }],
      skipDuplicates: true,
    });
  });
}

/** Whether a step's customer was erased. The caller holds the customer's lock. */
async function isOfErased(
  transaction: Prisma.TransactionClient,
  { shop, customerId }: StepKey,
): Promise<boolean> {
  return customerId !== null && (await erasedAmong(transaction, shop, [customerId])).size > 0;
}
