import type { Prisma } from "@prisma/client";

import type { PlacedOrder } from "../../core/loyalty/order-factor.ts";
import { exactNumber } from "../../core/money/exact-number.ts";

export interface Balance {
  /** What can be used. */
  readonly available: number;
  /** What can be used when its order can no longer be returned. */
  readonly pending: number;
}

/** The balances of customers, by id: sums of their entries. */
export async function balancesOf(
  prisma: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, Balance>> {
  const sums = async (availableAt: Prisma.DateTimeFilter) => {
    const groups = await prisma.ledgerEntry.groupBy({
      by: ["customerId"],
      where: { shop, customerId: { in: [...customerIds] }, availableAt },
      _sum: { points: true },
    });
    return new Map(
      groups.map(({ customerId, _sum }) => [customerId, exactNumber(_sum.points ?? 0n)]),
    );
  };
  const available = await sums({ lte: now });
  const pending = await sums({ gt: now });
  return new Map(
    customerIds.map((id) => [
      id,
      { available: available.get(id) ?? 0, pending: pending.get(id) ?? 0 },
    ]),
  );
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
