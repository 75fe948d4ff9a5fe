import type { PrismaClient } from "@prisma/client";

import { AS_THEY_ARE } from "../../core/loyalty/earning.ts";
import { pointsFactorOf } from "../../core/loyalty/order-factor.ts";
import { placedOrders, readAccounted, worthOf } from "./account-order.server.ts";
import type { AccountedOrder } from "./account-order.server.ts";

const PAGE = 500;

export interface LedgerAudit {
  /** Orders that were looked at. */
  readonly orders: number;
  /** Where the ledger says something else than the facts. */
  readonly differences: readonly {
    readonly orderId: string;
    readonly inLedger: number;
    readonly byFacts: number;
  }[];
}

/** Works out of the stored facts of every order what it should have earned, and compares it with the ledger. */
export async function auditLedger(prisma: PrismaClient, shop: string): Promise<LedgerAudit> {
  const differences: LedgerAudit["differences"][number][] = [];
  const { timeZone } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  let orders = 0;
  let after = "";
  for (;;) {
    const page = await prisma.orderFact.findMany({
      where: { shop, orderId: { gt: after } },
      orderBy: { orderId: "asc" },
      select: { orderId: true },
      take: PAGE,
    });
    if (page.length === 0) return { orders, differences };
    for (const { orderId } of page) {
      const accounted = await readAccounted(prisma, shop, orderId);
      const pointsFactor = accounted
        ? await factorOf(prisma, shop, accounted, timeZone)
        : AS_THEY_ARE;
      const entries = await prisma.ledgerEntry.aggregate({
        where: { shop, orderId },
        _sum: { points: true },
      });
      const inLedger = entries._sum.points ?? 0;
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
  { order, programme }: AccountedOrder,
  timeZone: string,
): Promise<number> {
  const placed = { orderId: order.orderId, orderedAt: order.createdAt };
  const orders = await placedOrders(prisma, shop, order.customerId);
  return pointsFactorOf(placed, orders, programme.rules, timeZone);
}
