import { numericId } from "@tandem/storefront-kit/ids";

import { STANDING_ORDERS } from "../../core/attribution/standing.ts";
import {
  countOrdersWithOffer,
  hasOrderWithOffer,
  listOfferResults,
} from "../offers/offer-results.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { listOffers } from "../offers/offer-store.server.ts";
import { orderNames } from "../orders/order-names.server.ts";
import { getConfig } from "../platform/config.server.ts";
import { listSetAside } from "../set-aside/list-set-aside.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import { hasPlacedBlock } from "../shopify/documents/get-placed-blocks.server.ts";

/** Handle of extensions/theme-blocks/blocks/product-offer.liquid. */
const PRODUCT_BLOCK = "product-offer";
const DAYS = 30;
/** Orders that Home names when something is to be looked at. */
const FLAGGED_ORDERS = 10;
const DAY_MILLISECONDS = 86_400_000;

/** What Home shows: how far the set-up is, and what the offers brought in the last 30 days. */
export async function loadHome(context: OfferContext, now: Date) {
  const { prisma, shop, client, currencyCode, timeZone } = context;
  const since = new Date(now.getTime() - DAYS * DAY_MILLISECONDS);
  const [offers, results, ordersWithOffer, run, hasFirstOrder, flagged] = await Promise.all([
    listOffers(prisma, shop),
    listOfferResults(prisma, shop, since),
    countOrdersWithOffer(prisma, shop, since),
    prisma.publishRun.findUnique({ where: { shop } }),
    hasOrderWithOffer(prisma, shop),
    prisma.orderFact.findMany({
      where: {
        shop,
        wholeBundles: { gt: 0 },
        createdAt: { gte: since },
        standing: { in: [...STANDING_ORDERS] },
      },
      select: { orderId: true },
      orderBy: { createdAt: "desc" },
      take: FLAGGED_ORDERS,
    }),
  ]);
  const names = await orderNames(
    context,
    flagged.map(({ orderId }) => orderId),
  );
  return {
    currencyCode,
    timeZone,
    setAside: await listSetAside(context),
    // The deep link of shopify.dev, "Add app blocks with deep links".
    themeEditorPath: `themes/current/editor?template=product&addAppBlockId=${getConfig().SHOPIFY_API_KEY}/${PRODUCT_BLOCK}&target=mainSection`,
    isBlockPlaced: await isBlockPlaced(client),
    hasOffer: offers.length > 0,
    hasLiveOffer: offers.some((offer) => offer.status === "active"),
    hasFirstOrder,
    ordersWithOffer,
    /** Orders with a bundle product that was not taken apart. */
    ordersWithWholeBundle: flagged.map(({ orderId }) => ({
      number: numericId(orderId),
      name: names.get(orderId) ?? null,
    })),
    publishing: run && { state: run.state, message: run.message },
    results: results.map((result) => ({
      ...result,
      name: offers.find((offer) => offer.id === result.offerId)?.name ?? "A deleted offer",
    })),
  };
}

/** Null when the theme cannot be read just now: Home says so instead of failing. */
async function isBlockPlaced(client: OfferContext["client"]): Promise<boolean | null> {
  try {
    return await hasPlacedBlock(client, PRODUCT_BLOCK);
  } catch (failure) {
    if (failure instanceof AdminApiError) return null;
    throw failure;
  }
}
