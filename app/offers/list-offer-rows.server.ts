import { now } from "../platform/clock.server.ts";
import { findPublishingState } from "../publishing/publishing-state.server.ts";
import { listOfferResults } from "./offer-results.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

const DAYS = 30;

/** The offers of a shop as the index lists them. */
export async function listOfferRows({ prisma, shop, currencyCode }: OfferContext) {
  const [rows, results, publishing] = await Promise.all([
    prisma.offer.findMany({ where: { shop }, orderBy: { updatedAt: "desc" } }),
    listOfferResults(prisma, shop, new Date(now().getTime() - DAYS * 86_400_000)),
    findPublishingState(prisma, shop),
  ]);
  const revenue = new Map(results.map((result) => [result.offerId, result.revenueMinor]));
  return {
    currencyCode,
    publishing,
    offers: rows.map(({ id, name, kind, status, version, updatedAt }) => ({
      id,
      name,
      kind,
      status,
      version,
      updatedAt: updatedAt.toISOString(),
      revenueMinor: revenue.get(id) ?? 0,
    })),
  };
}

export type OfferRows = Awaited<ReturnType<typeof listOfferRows>>;
export type OfferRow = OfferRows["offers"][number];
