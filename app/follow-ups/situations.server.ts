import type { FollowUp, PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { KNOWN_ORDERS } from "../../core/attribution/standing.ts";
import { NOT_LEFT } from "../../core/follow-ups/arrival.ts";
import type { Situation } from "../../core/follow-ups/next-step.ts";
import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import type { Sequence } from "../../core/follow-ups/sequence.ts";
import { progressOfOrders } from "./progress.server.ts";
import { findPulseRules } from "./pulses.server.ts";
import { listSequences } from "./sequence-store.server.ts";

/** States of a mail whose step is behind; one that is being sent is not yet. */
const BEHIND = ["sent", "skipped", "bounced", "failed", "uncertain"];

/** An order's follow-up with all that its next step depends on. */
export interface LoadedFollowUp {
  readonly row: FollowUp;
  /** Null where the order has no customer, or is not known. */
  readonly customerId: string | null;
  /** Whether somebody else has what the buyer ordered. */
  readonly isGift: boolean;
  readonly productIds: readonly string[];
  readonly sequenceId: string | null;
  readonly supportEmail: string | null;
  readonly situation: Situation;
}

/** Reads a batch of follow-ups together. */
export async function loadSituations(
  prisma: PrismaClient,
  shop: string,
  rows: readonly FollowUp[],
): Promise<LoadedFollowUp[]> {
  const orderIds = rows.map((row) => row.orderId);
  const ofOrders = { shop, orderId: { in: orderIds } };
  const [rules, sequences, facts, pulses, mails] = await Promise.all([
    findPulseRules(prisma, shop),
    listSequences(prisma, shop),
    prisma.orderFact.findMany({ where: ofOrders }),
    prisma.pulse.findMany({ where: ofOrders }),
    prisma.followUpMail.findMany({ where: { ...ofOrders, state: { in: BEHIND } } }),
  ]);
  const customerIds = [...new Set(facts.flatMap((fact) => fact.customerId ?? []))];
  const orders = facts.map((fact) => fact.facts as unknown as AttributableOrder);
  const factsOf = new Map(orders.map((order) => [order.orderId, order]));
  const [progress, others, complaints] = await Promise.all([
    progressOfOrders(prisma, shop, orders),
    prisma.orderFact.findMany({
      where: { shop, customerId: { in: customerIds } },
      select: { orderId: true, customerId: true, createdAt: true, standing: true },
    }),
    prisma.pulse.findMany({ where: { shop, customerId: { in: customerIds }, answer: "unhappy" } }),
  ]);
  const byOrder = <T extends { orderId: string }>(list: readonly T[]) =>
    new Map(list.map((one) => [one.orderId, one]));
  const fact = byOrder(facts);
  const pulse = byOrder(pulses);
  return rows.map((row) => {
    const { orderId } = row;
    const own = fact.get(orderId);
    const customerId = own?.customerId ?? null;
    const ofCustomer = others.filter(
      (one) => customerId !== null && one.customerId === customerId && one.orderId !== orderId,
    );
    const isUnpaid = own?.standing === "unpaid";
    const isFirst = !ofCustomer.some(
      (one) =>
        one.createdAt <= own!.createdAt && KNOWN_ORDERS.some((known) => known === one.standing),
    );
    const active = sequences.filter((one) => one.status === "active");
    const chosen = row.sequenceId
      ? sequences.find((one) => one.id === row.sequenceId)
      : active.find(({ content }) => isFor(content, isFirst));
    const said = pulse.get(orderId);
    const order = factsOf.get(orderId);
    return {
      row,
      customerId,
      isGift: order?.isGift ?? false,
      productIds: [...new Set(order?.lines.flatMap((line) => line.productId ?? []) ?? [])],
      sequenceId: chosen?.id ?? null,
      supportEmail: rules.supportEmail,
      situation: {
        orderedAt: (own ?? row).createdAt.toISOString(),
        sequence: chosen?.content ?? null,
        // An order that is not paid yet waits: the news that it is paid brings it back.
        isPaused: isUnpaid || (chosen !== undefined && chosen.status !== "active"),
        daysAfterFulfilment: rules.daysAfterFulfilment,
        ...(progress.get(orderId) ?? { ...NOT_LEFT, isCancelled: false, isRefunded: false }),
        answer: said
          ? {
              answer: said.answer as PulseAnswer,
              hasComment: said.comment !== "",
              answeredAt: said.answeredAt.toISOString(),
            }
          : null,
        hasSupport: rules.supportEmail !== null,
        hasOrderedAgain: ofCustomer.some(
          (one) => one.createdAt > own!.createdAt && one.standing === "counts",
        ),
        hasComplained: complaints.some(
          (one) =>
            one.customerId === customerId &&
            one.orderId !== orderId &&
            one.answeredAt > own!.createdAt,
        ),
        behind: mails
          .filter((mail) => mail.orderId === orderId)
          .map((mail) => ({ stepId: mail.stepId, at: mail.createdAt.toISOString() })),
      },
    };
  });
}

function isFor({ orders }: Sequence, isFirst: boolean): boolean {
  return orders === "every" || (orders === "first") === isFirst;
}
