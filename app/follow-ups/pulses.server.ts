import type { Prisma, PrismaClient } from "@prisma/client";
import type { z } from "zod";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { isPulseDue } from "../../core/follow-ups/pulse.ts";
import type { PulseAnswer, PulseRules, PulseState } from "../../core/follow-ups/pulse.ts";
import type { pulseAnswerSchema } from "../../core/follow-ups/pulse-schema.ts";
import { PULSE_STEP } from "../../core/follow-ups/sequence.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { lockedTime } from "../platform/lock.server.ts";
import { progressOfOrders } from "./progress.server.ts";
import { noteFollowUp } from "./note-follow-up.server.ts";

/** As a shop begins: nobody is asked. */
const NO_RULES: PulseRules = { isOnOrderStatus: false, daysAfterFulfilment: 7, supportEmail: null };

export async function findPulseRules(
  prisma: Prisma.TransactionClient,
  shop: string,
): Promise<PulseRules> {
  const row = await prisma.pulseSettings.findUnique({ where: { shop } });
  if (!row) return NO_RULES;
  const { isOnOrderStatus, daysAfterFulfilment, supportEmail } = row;
  return { isOnOrderStatus, daysAfterFulfilment, supportEmail };
}

export async function savePulseRules(
  prisma: PrismaClient,
  shop: string,
  rules: PulseRules,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await transaction.pulseSettings.upsert({
      where: { shop },
      create: { shop, ...rules },
      update: { ...rules },
    });
    // Where nothing else comes after the purchase, the pages have to know of the app.
    await notePublishRequest(transaction, shop);
  });
}

/** Where a buyer is asked: on the order status page, by its rules, or by a mail that was sent. */
export type PulseWay = "page" | "mail";

/**
 * What there is to say of an order's pulse to its customer.
 * @returns null where it is not asked: not yet, of somebody else, or of an order that is not known
 */
export async function pulseOf(
  prisma: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  customerId: string,
  now: Date,
  way: PulseWay = "page",
): Promise<PulseState | null> {
  const where = { shop_orderId: { shop, orderId } };
  const fact = await prisma.orderFact.findUnique({ where });
  if (fact?.customerId !== customerId) return null;
  const rules = await findPulseRules(prisma, shop);
  const pulse = await prisma.pulse.findUnique({ where });
  if (pulse) {
    const answer = pulse.answer as PulseAnswer;
    return {
      step: "answered",
      answer,
      hasComment: pulse.comment !== "",
      supportEmail: answer === "unhappy" ? rules.supportEmail : null,
    };
  }
  const order = fact.facts as unknown as AttributableOrder;
  const asked = { step: "asked", ...(order.isGift && { isGift: true as const }) } as const;
  if (way === "mail") {
    const mail = await prisma.followUpMail.findUnique({
      where: { shop_orderId_stepId: { shop, orderId, stepId: PULSE_STEP } },
    });
    return mail ? asked : null;
  }
  // Nobody is asked of what was not paid, of a test, or of what is gone.
  if (fact.standing !== "counts") return null;
  const progress = (await progressOfOrders(prisma, shop, [order])).get(orderId)!;
  return isPulseDue(rules, progress, now.toISOString()) ? asked : null;
}

/**
 * Notes what a customer says of their order: the first answer stays, and a comment may follow it once. Sent twice, it is
 * noted once.
 * @returns the pulse then; null where it was not asked for
 */
export async function answerPulse(
  prisma: PrismaClient,
  shop: string,
  { orderId, customerId }: { readonly orderId: string; readonly customerId: string },
  { answer, comment }: z.infer<typeof pulseAnswerSchema>,
  clock: Clock,
  way: PulseWay = "page",
): Promise<PulseState | null> {
  return prisma.$transaction(async (transaction) => {
    const now = await lockedTime(transaction, clock, shop, orderId);
    const state = await pulseOf(transaction, shop, orderId, customerId, now, way);
    if (!state) return null;
    const where = { shop_orderId: { shop, orderId } };
    if (state.step === "asked")
      await transaction.pulse.create({
        data: { shop, orderId, customerId, answer, comment, answeredAt: now },
      });
    else if (!state.hasComment && comment !== "")
      await transaction.pulse.update({ where, data: { comment } });
    await noteFollowUp(transaction, shop, orderId, now);
    return pulseOf(transaction, shop, orderId, customerId, now, way);
  });
}
