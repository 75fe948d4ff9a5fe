import type { PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { netMinorOf } from "../../core/attribution/chargebacks.ts";
import { END_REASONS } from "../../core/follow-ups/next-step.ts";
import type { EndReason } from "../../core/follow-ups/next-step.ts";
import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import { mailsOf, PULSE_STEP } from "../../core/follow-ups/sequence.ts";
import type { SequenceStatus } from "../../core/follow-ups/sequence.ts";
import { refundsOfOrders } from "../orders/refunds-of-orders.server.ts";
import { listSequences } from "./sequence-store.server.ts";

/** An order counts for the mail whose link its customer followed last, for so long. */
const CREDIT_DAYS = 7;
/** Steps that were handed to the mail server. */
const HANDED_OVER = ["sent", "bounced", "uncertain"];

export interface StepReport {
  readonly stepId: string;
  readonly branch: PulseAnswer | null;
  readonly kind: "pulse" | "message" | "offer";
  readonly subject: string;
  readonly sent: number;
  /** Taken by the mail server, and not bounced by it. */
  readonly delivered: number;
  readonly opened: number;
  readonly clicked: number;
  readonly unsubscribed: number;
  readonly orders: number;
  /** Net of refunds, in minor units of the shop's currency. */
  readonly revenueMinor: number;
}

export interface SequenceReport {
  readonly id: string;
  readonly name: string;
  readonly status: SequenceStatus;
  /** What buyers answered whom it asked. */
  readonly answers: Readonly<Record<PulseAnswer, number>>;
  readonly steps: readonly StepReport[];
  /** Of how many of its orders nothing more is sent, by why; reasons of none are left out. */
  readonly ended: readonly { readonly why: EndReason; readonly orders: number }[];
}

/** What the sequences of a shop sent, and what came of it, step by step. */
export async function reportSequences(
  prisma: PrismaClient,
  shop: string,
): Promise<SequenceReport[]> {
  const sequences = await listSequences(prisma, shop);
  const mails = await prisma.followUpMail.groupBy({
    by: ["sequenceId", "stepId", "state"],
    where: { shop, sequenceId: { not: null } },
    _count: { _all: true, openedAt: true, clickedAt: true, unsubscribedAt: true },
  });
  const answers = await prisma.$queryRaw<{ sequenceId: string; answer: string; count: bigint }[]>`
    SELECT m."sequenceId", p."answer", count(*) AS "count"
    FROM "FollowUpMail" m JOIN "Pulse" p ON p."shop" = m."shop" AND p."orderId" = m."orderId"
    WHERE m."shop" = ${shop} AND m."stepId" = ${PULSE_STEP} AND m."sequenceId" IS NOT NULL
    GROUP BY 1, 2`;
  const ended = await prisma.followUp.groupBy({
    by: ["sequenceId", "endedBecause"],
    where: { shop, sequenceId: { not: null }, endedBecause: { not: null } },
    _count: { _all: true },
  });
  const credits = await creditOrders(prisma, shop);
  return sequences.map(({ id, status, content }) => ({
    id,
    name: content.name,
    status,
    answers: {
      happy: countOf(answers, id, "happy"),
      neutral: countOf(answers, id, "neutral"),
      unhappy: countOf(answers, id, "unhappy"),
    },
    ended: END_REASONS.flatMap((why) => {
      const group = ended.find((one) => one.sequenceId === id && one.endedBecause === why);
      return group ? [{ why, orders: group._count._all }] : [];
    }),
    steps: mailsOf(content).map(({ id: stepId, kind, branch, written }) => {
      const own = mails.filter((one) => one.sequenceId === id && one.stepId === stepId);
      const sum = (of: (group: (typeof own)[number]) => number) =>
        own.reduce((total, group) => total + of(group), 0);
      const inStates = (states: readonly string[]) =>
        sum((group) => (states.includes(group.state) ? group._count._all : 0));
      const credit = credits.get(`${id} ${stepId}`) ?? { orders: 0, revenueMinor: 0 };
      return {
        stepId,
        branch,
        kind,
        subject: written.copy.subject,
        sent: inStates(HANDED_OVER),
        delivered: inStates(["sent"]),
        opened: sum((group) => group._count.openedAt),
        clicked: sum((group) => group._count.clickedAt),
        unsubscribed: sum((group) => group._count.unsubscribedAt),
        ...credit,
      };
    }),
  }));
}

function countOf(
  answers: readonly { sequenceId: string; answer: string; count: bigint }[],
  id: string,
  answer: PulseAnswer,
): number {
  const found = answers.find((one) => one.sequenceId === id && one.answer === answer);
  return Number(found?.count ?? 0);
}

/** Orders that came of followed links, by sequence and step. */
async function creditOrders(
  prisma: PrismaClient,
  shop: string,
): Promise<Map<string, { orders: number; revenueMinor: number }>> {
  const rows = await prisma.$queryRaw<{ sequenceId: string; stepId: string; facts: unknown }[]>`
    SELECT m."sequenceId", m."stepId", o."facts"
    FROM "OrderFact" o CROSS JOIN LATERAL (
      SELECT "sequenceId", "stepId" FROM "FollowUpMail" f
      WHERE f."shop" = o."shop" AND f."customerId" = o."customerId" AND f."sequenceId" IS NOT NULL
        AND f."clickedAt" <= o."createdAt"
        AND f."clickedAt" > o."createdAt" - make_interval(days => ${CREDIT_DAYS}::int)
      ORDER BY f."clickedAt" DESC LIMIT 1
    ) m
    WHERE o."shop" = ${shop} AND o."standing" = 'counts' AND o."customerId" IN (
      SELECT "customerId" FROM "FollowUpMail" WHERE "shop" = ${shop} AND "clickedAt" IS NOT NULL
    )`;
  const orders = rows.map((row) => row.facts as AttributableOrder);
  const refunds = await refundsOfOrders(
    prisma,
    shop,
    orders.map((order) => order.orderId),
  );
  const credits = new Map<string, { orders: number; revenueMinor: number }>();
  for (const [index, { sequenceId, stepId }] of rows.entries()) {
    const order = orders[index]!;
    const key = `${sequenceId} ${stepId}`;
    const before = credits.get(key) ?? { orders: 0, revenueMinor: 0 };
    credits.set(key, {
      orders: before.orders + 1,
      revenueMinor: before.revenueMinor + netMinorOf(order, refunds.get(order.orderId) ?? []),
    });
  }
  return credits;
}
