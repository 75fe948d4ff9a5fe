import type { Prisma } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { ANSWERED_STATES } from "../../core/one-click/offer.ts";
import { oneClickCandidates } from "./choose-one-click.server.ts";

/** The page is seen within moments of the payment; after so long it is not going to be. */
const PAGE_MILLISECONDS = 5 * 60_000;
/** News of an older order is no news of its page: it comes of a backfill. */
const NEWS_MILLISECONDS = 3_600_000;

/**
 * Notes, in the transaction that stores an order, which offer of one click it belongs to; or, where Shopify did not ask for one, that it would
 * have had one: nothing is absent without a reason that the merchant can read.
 * @param checkoutToken of the order's checkout; null for one of another channel
 */
export async function noteOneClick(
  transaction: Prisma.TransactionClient,
  shop: string,
  order: AttributableOrder,
  checkoutToken: string | null,
  now: Date,
): Promise<void> {
  const { orderId } = order;
  const referenceId = checkoutToken ?? orderId;
  const key = { shop, referenceId };
  const known = await transaction.oneClick.findUnique({ where: { shop_referenceId: key } });
  const dueAt = new Date(Date.parse(order.createdAt) + PAGE_MILLISECONDS);
  if (known) {
    if (known.orderId !== null) return;
    const isOpen = known.state === "offered";
    const isBehind = known.state === "moved" || known.state === "declined";
    await transaction.oneClick.update({
      where: { shop_referenceId: key },
      data: { orderId, ...(isOpen && { dueAt }), ...(isBehind && { dueAt: null }) },
    });
    return;
  }
  if (now.getTime() - Date.parse(order.createdAt) > NEWS_MILLISECONDS) return;
  const settings = await transaction.shop.findUnique({ where: { shop } });
  if (!settings?.hasOneClick) return;
  const productIds = [...new Set(order.lines.flatMap((line) => line.productId ?? []))];
  const [candidate] = await oneClickCandidates(transaction, settings, productIds, "en", now);
  if (!candidate) return;
  const { offerId, productId } = candidate;
  await transaction.oneClick.create({
    data: { ...key, orderId, state: "unasked", offerId, productId, createdAt: now, dueAt },
  });
}

/** What was added to an order with one click, and stands on it; null for nothing. */
export async function addedWithOneClick(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<{ readonly variantId: string; readonly offerId: string } | null> {
  const row = await transaction.oneClick.findFirst({
    where: { shop, orderId, state: { in: ["accepted", "added"] } },
  });
  return row?.variantId && row.offerId ? { variantId: row.variantId, offerId: row.offerId } : null;
}

/** Products that were offered with one click to the buyer of an order, and that they saw: one memory for the page and the mails. */
export async function answeredWithOneClick(
  prisma: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<string[]> {
  return answeredWhere(prisma, { shop, orderId });
}

/** The same by the token of the checkout, also before its order is known. */
export async function answeredAtCheckout(
  prisma: Prisma.TransactionClient,
  shop: string,
  checkoutToken: string,
): Promise<string[]> {
  return answeredWhere(prisma, { shop, referenceId: checkoutToken });
}

async function answeredWhere(
  prisma: Prisma.TransactionClient,
  where: Prisma.OneClickWhereInput,
): Promise<string[]> {
  const rows = await prisma.oneClick.findMany({
    where: { ...where, state: { in: [...ANSWERED_STATES] } },
    select: { productId: true },
  });
  return rows.flatMap((row) => row.productId ?? []);
}
