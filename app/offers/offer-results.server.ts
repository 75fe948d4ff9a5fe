import type { PrismaClient } from "@prisma/client";

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
    SELECT "offerId", COUNT(DISTINCT "orderId") AS orders, SUM(units) AS units,
           SUM("revenueMinor") AS revenue, SUM("discountMinor") AS discount
    FROM "Attribution" WHERE shop = ${shop} AND "orderedAt" >= ${since}
    GROUP BY "offerId" ORDER BY revenue DESC, "offerId"`;
  return rows.map((row) => ({
    offerId: row.offerId,
    orders: Number(row.orders),
    units: Number(row.units),
    revenueMinor: Number(row.revenue),
    discountMinor: Number(row.discount),
  }));
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
  return Number(row?.orders ?? 0);
}
