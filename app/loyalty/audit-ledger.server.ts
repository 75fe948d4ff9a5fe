import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";

import { pointsFactorOf } from "../../core/loyalty/order-factor.ts";
import type { PlacedOrder } from "../../core/loyalty/order-factor.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { readAccountedOrders, worthOf } from "./account-order.server.ts";
import { WITHOUT_LIMITS } from "../platform/database-limits.server.ts";
import type { AccountedOrder } from "./account-order.server.ts";
import { placedOrders } from "./balances.server.ts";
import { judgeReferralsOf, usedReferrers } from "./referrals/account-referrals.server.ts";

const PAGE = 500;
/** For so long a page may be read; a busy machine is slow. */
const MOMENT_MILLISECONDS = 60_000;

export interface LedgerAudit {
  /** Orders, redemptions, and referrals that were used, that were looked at. */
  readonly orders: number;
  readonly redemptions: number;
  readonly referrals: number;
  /** Where the ledger says something else than the facts. */
  readonly differences: readonly {
    /** The order, the redemption, or the referral. */
    readonly orderId: string;
    readonly inLedger: number;
    readonly byFacts: number;
    /** Of an order, as people know it: #1001. */
    readonly orderName?: string | null;
  }[];
}

/**
 * Works out of the stored facts of every order what it should have earned, and of every redemption what it should have
 * taken, and of every referral what it is worth, and compares it with the ledger.
 */
export async function auditLedger(prisma: PrismaClient, shop: string): Promise<LedgerAudit> {
  const orders = await auditPages(prisma, (reader, after) => compareOrders(reader, shop, after));
  const redemptions = await auditPages(prisma, (reader, after) =>
    compareRedemptions(reader, shop, after),
  );
  const referrals = await auditReferrals(prisma, shop);
  return {
    orders: orders.count,
    redemptions: redemptions.count,
    referrals: referrals.count,
    differences: [orders, redemptions, referrals].flatMap((one) => one.differences),
  };
}

type Compared = LedgerAudit["differences"][number];

interface Audited {
  readonly count: number;
  readonly differences: readonly Compared[];
}

const isDifferent = ({ inLedger, byFacts }: Compared) => inLedger !== byFacts;

/** Reads in one moment what is compared, so that what is recorded meanwhile makes no difference. */
function inOneMoment<T>(
  prisma: PrismaClient,
  read: (reader: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const isolationLevel = Prisma.TransactionIsolationLevel.RepeatableRead;
  return prisma.$transaction(
    async (reader) => {
      await reader.$executeRaw(Prisma.raw(WITHOUT_LIMITS));
      return read(reader);
    },
    { isolationLevel, timeout: MOMENT_MILLISECONDS },
  );
}

/** Goes through all of a kind, by their ids, a page after the other. */
async function auditPages(
  prisma: PrismaClient,
  compare: (reader: Prisma.TransactionClient, after: string) => Promise<Compared[]>,
): Promise<Audited> {
  const differences: Compared[] = [];
  let count = 0;
  let after = "";
  for (;;) {
    const page = await inOneMoment(prisma, (reader) => compare(reader, after));
    const last = page.at(-1);
    if (!last) return { count, differences };
    differences.push(...page.filter(isDifferent));
    count += page.length;
    after = last.orderId;
  }
}

/** The next orders by their ids, with what the ledger has of them. */
async function compareOrders(
  reader: Prisma.TransactionClient,
  shop: string,
  after: string,
): Promise<Compared[]> {
  const page = await reader.orderFact.findMany({
    where: { shop, orderId: { gt: after } },
    orderBy: { orderId: "asc" },
    select: { orderId: true, name: true },
    take: PAGE,
  });
  const ids = page.map((row) => row.orderId);
  const accounted = await readAccountedOrders(reader, shop, ids);
  const customerIds = new Set([...accounted.values()].map((one) => one.order.customerId));
  const placed = await placedOrders(reader, shop, [...customerIds]);
  const sums = await reader.ledgerEntry.groupBy({
    by: ["orderId"],
    where: { shop, orderId: { in: ids } },
    _sum: { points: true },
  });
  const pointsOf = new Map(sums.map((one) => [one.orderId, exactNumber(one._sum.points ?? 0n)]));
  return page.map(({ orderId, name: orderName }) => {
    const one = accounted.get(orderId);
    return {
      orderId,
      orderName,
      inLedger: pointsOf.get(orderId) ?? 0,
      byFacts: one ? pointsByFacts(one, placed.get(one.order.customerId) ?? []) : 0,
    };
  });
}

/** @param others the customer's orders, each of which is looked at in its turn: what those before it count decides what it counts */
function pointsByFacts(accounted: AccountedOrder, others: readonly PlacedOrder[]): number {
  const { order, programme, timeZone } = accounted;
  const place = { orderId: order.orderId, orderedAt: order.createdAt };
  return worthOf(accounted, pointsFactorOf(place, others, programme.rules, timeZone)).points;
}

/** A redemption took its points, once, and gave them back where it was returned. */
async function compareRedemptions(
  reader: Prisma.TransactionClient,
  shop: string,
  after: string,
): Promise<Compared[]> {
  const page = await reader.redemption.findMany({
    where: { shop, id: { gt: after } },
    orderBy: { id: "asc" },
    take: PAGE,
  });
  const keysOf = (id: string) => [`redemption/${id}`, `redemption/${id}/returned`];
  const entries = await reader.ledgerEntry.findMany({
    where: { shop, key: { in: page.flatMap(({ id }) => keysOf(id)) } },
  });
  const pointsOf = new Map(entries.map(({ key, points }) => [key, exactNumber(points)]));
  return page.map(({ id, points, state }) => ({
    orderId: id,
    inLedger: keysOf(id).reduce((sum, key) => sum + (pointsOf.get(key) ?? 0), 0),
    byFacts: state === "returned" ? 0 : 0 - exactNumber(points),
  }));
}

async function auditReferrals(prisma: PrismaClient, shop: string): Promise<Audited> {
  const compared: Compared[] = [];
  for (const referrerId of await usedReferrers(prisma, shop))
    compared.push(
      ...(await inOneMoment(prisma, (reader) => compareReferrals(reader, shop, referrerId))),
    );
  return { count: compared.length, differences: compared.filter(isDifferent) };
}

async function compareReferrals(
  reader: Prisma.TransactionClient,
  shop: string,
  referrerId: string,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const { referral, points } of await judgeReferralsOf(reader, shop, referrerId)) {
    const entries = await reader.ledgerEntry.aggregate({
      where: { shop, key: { startsWith: `referral/${referral.id}/` } },
      _sum: { points: true },
    });
    const inLedger = exactNumber(entries._sum.points ?? 0n);
    compared.push({ orderId: referral.id, inLedger, byFacts: points });
  }
  return compared;
}
