import type { Prisma } from "@prisma/client";

import { SPENDING_KINDS } from "../../core/loyalty/balance.ts";
import type { Balance } from "../../core/loyalty/balance.ts";
import type { PlacedOrder } from "../../core/loyalty/order-factor.ts";
import type { ProgrammeVersion } from "../../core/loyalty/programme.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import type { LockedTime } from "../platform/lock.server.ts";
import { enterExpiry } from "./expire-points.server.ts";

/** The balances of customers, by id: the database's sums by the rule of `balanceOf` in core/loyalty. */
export async function balancesOf(
  prisma: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, Balance>> {
  const isSpent = { kind: { in: [...SPENDING_KINDS] }, points: { lt: 0 } };
  const sums = async (which: Prisma.LedgerEntryWhereInput) => {
    const groups = await prisma.ledgerEntry.groupBy({
      by: ["customerId"],
      where: { shop, customerId: { in: [...customerIds] }, ...which },
      _sum: { points: true },
    });
    return new Map(
      groups.map(({ customerId, _sum }) => [customerId, exactNumber(_sum.points ?? 0n)]),
    );
  };
  const available = await sums({ OR: [{ availableAt: { lte: now } }, isSpent] });
  const pending = await sums({ availableAt: { gt: now }, NOT: isSpent });
  return new Map(
    customerIds.map((id) => [
      id,
      { available: available.get(id) ?? 0, pending: pending.get(id) ?? 0 },
    ]),
  );
}

/**
 * What a customer can spend, without what time has taken by then. The caller holds the customer's lock, and spends in
 * the same transaction.
 */
export async function spendablePoints(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  versions: readonly ProgrammeVersion[],
  now: LockedTime,
): Promise<number> {
  await enterExpiry(transaction, shop, customerId, versions, now);
  return (await balancesOf(transaction, shop, [customerId], now)).get(customerId)!.available;
}

/** An order as it was worked out last. */
export interface EnteredOrder extends PlacedOrder {
  /** How many times its points count, in hundredths. */
  readonly pointsFactor: number;
}

/** What the orders of customers count for their tiers, by customer id; who has none is not in the map. */
export async function placedOrders(
  prisma: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
): Promise<Map<string, EnteredOrder[]>> {
  const orders = await prisma.loyaltyOrder.findMany({
    where: { shop, customerId: { in: [...customerIds] } },
  });
  const byCustomer = new Map<string, EnteredOrder[]>();
  for (const { customerId, orderId, orderedAt, netMinor, points, pointsFactor } of orders) {
    const own = byCustomer.get(customerId) ?? [];
    own.push({
      orderId,
      orderedAt: orderedAt.toISOString(),
      netMinor: exactNumber(netMinor),
      points: exactNumber(points),
      pointsFactor,
    });
    byCustomer.set(customerId, own);
  }
  return byCustomer;
}
