import type { Prisma } from "@prisma/client";

import type { OneClickOffer } from "../../core/one-click/offer.ts";
import { isBelowMinimum } from "../../core/one-click/why-not-shown.ts";
import type { NotShownReason } from "../../core/one-click/why-not-shown.ts";
import { lock } from "../platform/lock.server.ts";
import { MOST_LINES } from "../shopify/documents/get-one-click-order.server.ts";
import { chooseOneClick, oneClickCandidates } from "./choose-one-click.server.ts";
import type { OneClickContext, Purchase } from "./receive-purchase.server.ts";

/** A checkout that became no order by then is forgotten. */
const ABANDONED_MILLISECONDS = 86_400_000;
/** States in which nothing was shown yet, so that what is offered may still change with the checkout. */
const OPEN_STATES = ["unasked", "offered", "moved"];

/**
 * What is offered with one click to a purchase that is about to be paid, stored so that only this can be accepted; null for
 * nothing. Asked again for a checkout that has changed, it chooses anew, until it was shown.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function offerOneClick(
  context: OneClickContext,
  purchase: Purchase,
  now: Date,
): Promise<OneClickOffer | null> {
  const { prisma, shop } = context;
  const { referenceId, productIds, locale } = purchase;
  const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  if (!settings.hasOneClick || productIds.length > MOST_LINES) return null;
  const candidates = await oneClickCandidates(prisma, settings, productIds, locale, now);
  const chosen = await chooseOneClick(context, purchase, candidates);
  return prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, referenceId);
    const where = { shop_referenceId: { shop, referenceId } };
    const known = await transaction.oneClick.findUnique({ where });
    if (known && !OPEN_STATES.includes(known.state))
      return known.state === "shown" ? (known.content as unknown as OneClickOffer) : null;
    if (!chosen) {
      await transaction.oneClick.deleteMany({ where: { shop, referenceId } });
      return null;
    }
    const reason = noPageBecause(purchase);
    const { offerId, productId, basisPoints } = chosen.candidate;
    const row = {
      state: reason ? "moved" : "offered",
      reason,
      offerId,
      productId,
      basisPoints,
      content: chosen.offer as unknown as Prisma.InputJsonObject,
      dueAt: new Date(now.getTime() + ABANDONED_MILLISECONDS),
    };
    await transaction.oneClick.upsert({
      where,
      create: { shop, referenceId, createdAt: now, ...row },
      update: row,
    });
    return reason ? null : chosen.offer;
  });
}

/** What the checkout itself tells of there being no page. */
function noPageBecause(purchase: Purchase): NotShownReason | null {
  if (purchase.presentmentCurrencyCode !== purchase.currencyCode) return "currency";
  return isBelowMinimum(purchase.total, purchase.currencyCode) ? "minimum" : null;
}
