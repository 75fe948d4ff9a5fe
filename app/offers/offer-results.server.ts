import type { PrismaClient } from "@prisma/client";

import { exactNumber } from "../../core/money/exact-number.ts";

/** What an offer brought since an instant, net of refunds. Money is minor units of the shop's currency. */
export interface OfferResult {
  readonly offerId: string;
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
  readonly discountMinor: number;
}

/** What each offer of a shop brought since an instant, best first. */
export async function listOfferResults(
  prisma: PrismaClient,
  shop: string,
  since: Date,
): Promise<OfferResult[]> {
  const rows = await prisma.$queryRaw<
    { offerId: string; orders: bigint; units: bigint; revenue: bigint; discount: bigint }[]
  >`
    SELECT "offerId", COUNT(DISTINCT "orderId") AS orders, SUM(units)::BIGINT AS units,
           SUM("revenueMinor")::BIGINT AS revenue, SUM("discountMinor")::BIGINT AS discount
    FROM "Attribution" WHERE shop = ${shop} AND "orderedAt" >= ${since}
    GROUP BY "offerId" ORDER BY revenue DESC, "offerId"`;
  return rows.map((row) => ({
    offerId: row.offerId,
    orders: exactNumber(row.orders),
    units: exactNumber(row.units),
    revenueMinor: exactNumber(row.revenue),
    discountMinor: exactNumber(row.discount),
  }));
}

/** Whether any order had an offer so far. */
export async function hasOrderWithOffer(prisma: PrismaClient, shop: string): Promise<boolean> {
  return (await prisma.attribution.findFirst({ where: { shop } })) !== null;
}

/** Orders since an instant in which some offer priced a line; one with two offers counts once. */
export async function countOrdersWithOffer(
  prisma: PrismaClient,
  shop: string,
  since: Date,
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ orders: bigint }[]>`
    SELECT COUNT(DISTINCT "orderId") AS orders FROM "Attribution"
    WHERE shop = ${shop} AND "orderedAt" >= ${since}`;
  return exactNumber(row?.orders ?? 0n);
}
