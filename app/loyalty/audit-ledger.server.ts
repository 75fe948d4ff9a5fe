import type { PrismaClient } from "@prisma/client";

import { AS_THEY_ARE } from "../../core/loyalty/earning.ts";
import { pointsFactorOf } from "../../core/loyalty/order-factor.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { readAccounted, worthOf } from "./account-order.server.ts";
import type { AccountedOrder } from "./account-order.server.ts";
import { placedOrders } from "./balances.server.ts";
import { judgeReferralsOf, usedReferrers } from "./referrals/account-referrals.server.ts";

const PAGE = 500;

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
  }[];
}

/**
 * Works out of the stored facts of every order what it should have earned, and of every redemption what it should have
 * taken, and of every referral what it is worth, and compares it with the ledger.
 */
export async function auditLedger(prisma: PrismaClient, shop: string): Promise<LedgerAudit> {
  const differences: LedgerAudit["differences"][number][] = [];
  let orders = 0;
  let after = "";
  for (;;) {
    const page = await prisma.orderFact.findMany({
      where: { shop, orderId: { gt: after } },
      orderBy: { orderId: "asc" },
      select: { orderId: true },
      take: PAGE,
    });
    if (page.length === 0) {
      const redeemed = await auditRedemptions(prisma, shop);
      const referred = await auditReferrals(prisma, shop);
      return {
        orders,
        redemptions: redeemed.count,
        referrals: referred.count,
        differences: [...differences, ...redeemed.differences, ...referred.differences],
      };
    }
    for (const { orderId } of page) {
      const accounted = await readAccounted(prisma, shop, orderId);
      const pointsFactor = accounted ? await factorOf(prisma, shop, accounted) : AS_THEY_ARE;
      const entries = await prisma.ledgerEntry.aggregate({
        where: { shop, orderId },
        _sum: { points: true },
      });
      const inLedger = exactNumber(entries._sum.points ?? 0n);
      const byFacts = accounted ? worthOf(accounted, pointsFactor).points : 0;
      if (inLedger !== byFacts) differences.push({ orderId, inLedger, byFacts });
      orders++;
      after = orderId;
    }
  }
}

/** By what the customer's orders before it count, each of which is looked at in its turn. */
async function factorOf(
  prisma: PrismaClient,
  shop: string,
  { order, programme, timeZone }: AccountedOrder,
): Promise<number> {
  const placed = { orderId: order.orderId, orderedAt: order.createdAt };
  const orders = (await placedOrders(prisma, shop, [order.customerId])).get(order.customerId);
  return pointsFactorOf(placed, orders ?? [], programme.rules, timeZone);
}

/** A redemption took its points, once, and gave them back where it was returned. */
async function auditRedemptions(prisma: PrismaClient, shop: string) {
  const differences: LedgerAudit["differences"][number][] = [];
  let count = 0;
  let after = "";
  for (;;) {
    const page = await prisma.redemption.findMany({
      where: { shop, id: { gt: after } },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    if (page.length === 0) return { count, differences };
    const entries = await prisma.ledgerEntry.findMany({
      where: {
        shop,
        key: { in: page.flatMap(({ id }) => [`redemption/${id}`, `redemption/${id}/returned`]) },
      },
    });
    for (const { id, points, state } of page) {
      const inLedger = entries
        .filter(({ key }) => key === `redemption/${id}` || key === `redemption/${id}/returned`)
        .reduce((sum, one) => sum + exactNumber(one.points), 0);
      const byFacts = state === "returned" ? 0 : 0 - exactNumber(points);
      if (inLedger !== byFacts) differences.push({ orderId: id, inLedger, byFacts });
      count++;
      after = id;
    }
  }
}

async function auditReferrals(prisma: PrismaClient, shop: string) {
  const differences: LedgerAudit["differences"][number][] = [];
  let count = 0;
  for (const referrerId of await usedReferrers(prisma, shop))
    for (const { referral, points } of await judgeReferralsOf(prisma, shop, referrerId)) {
      const entries = await prisma.ledgerEntry.aggregate({
        where: { shop, key: { startsWith: `referral/${referral.id}/` } },
        _sum: { points: true },
      });
      const inLedger = exactNumber(entries._sum.points ?? 0n);
      if (inLedger !== points)
        differences.push({ orderId: referral.id, inLedger, byFacts: points });
      count++;
    }
  return { count, differences };
}
