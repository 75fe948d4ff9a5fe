import type { Prisma } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";
import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { exactNumber } from "../../core/money/exact-number.ts";
import { noteFlowEvents, OFFER_ACCEPTED } from "./flow-events.server.ts";

/** News of older orders is no news of an offer: it comes of a backfill, or of a refund. */
const NEWS_MILLISECONDS = 7 * 86_400_000;

/** Notes, in the transaction that works out an order's attribution, which offers count in it, for Shopify Flow to be told. */
export async function noteAcceptedOffers(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - NEWS_MILLISECONDS);
  const lines = await transaction.attribution.findMany({
    where: { shop, orderId, orderedAt: { gt: since } },
  });
  const ids = [...new Set(lines.map((line) => line.offerId))];
  if (ids.length === 0) return;
  const offers = await transaction.offer.findMany({ where: { shop, id: { in: ids } } });
  const events = offers.map(({ id, name }) => {
    const own = lines.filter((line) => line.offerId === id);
    const revenueMinor = own.reduce((sum, line) => sum + exactNumber(line.revenueMinor), 0);
    return {
      key: `${OFFER_ACCEPTED}/${orderId}/${id}`,
      handle: OFFER_ACCEPTED,
      payload: {
        order_id: numericId(orderId),
        Offer: name,
        Revenue: toDecimal(revenueMinor, own[0]!.currencyCode),
      },
    };
  });
  await noteFlowEvents(transaction, shop, events, now);
}
