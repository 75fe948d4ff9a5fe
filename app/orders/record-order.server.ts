import type { Prisma, PrismaClient } from "@prisma/client";

import { attributeOrder, withOneClick } from "../../core/attribution/attribute-order.ts";
import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { spreadTakenBack } from "../../core/attribution/chargebacks.ts";
import { standingOf } from "../../core/attribution/standing.ts";
import { countWholeBundles } from "../../core/attribution/whole-bundles.ts";
import { KINDS_WITHOUT_DISCOUNT } from "../../core/offers/kind-traits.ts";
import { accountOrder, customersOf } from "../loyalty/account-order.server.ts";
import { accountReferrals, noteReferralOf } from "../loyalty/referrals/account-referrals.server.ts";
import { storeContact } from "../loyalty/referrals/order-contact.server.ts";
import { addedWithOneClick, noteOneClick } from "../one-click/note-one-click.server.ts";
import { noteConfirmation } from "../follow-ups/confirmation/write-confirmations.server.ts";
import { noteStanding } from "../follow-ups/note-follow-up.server.ts";
import { noteFulfillments } from "../follow-ups/record-fulfillment.server.ts";
import { noteAcceptedOffers } from "../follow-ups/note-accepted-offers.server.ts";
import { bundleVariants } from "../offers/bundle-variants.server.ts";
import { lock } from "../platform/lock.server.ts";
import { notePutOff } from "./orders-set-aside.server.ts";
import { newsWithoutErased } from "../privacy/without-erased.server.ts";
import { refundsOfOrders } from "./refunds-of-orders.server.ts";
import { hasUnknownMoney, storeRefunds } from "./store-refunds.server.ts";
import type { OrderNews, OrderRefund } from "./webhook-payloads.server.ts";
import { whichState } from "./which-state.server.ts";

/**
 * Stores what is new of an order and works its attribution out again, whole, and enters its points. News that is older than
 * what is known changes nothing but adds its refunds, so any order of arrival ends the same. Where it cannot be told which of two
 * states is the later one, Shopify is asked, by the job that reconciles. Of an order that was deleted, no webhook is news.
 */
export async function recordOrder(
  prisma: PrismaClient,
  shop: string,
  news: OrderNews,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, news.order.orderId);
    const told = await newsWithoutErased(transaction, shop, news);
    const { order, refunds, contact, checkoutToken, fulfillments = [] } = told;
    const key = { shop_orderId: { shop, orderId: order.orderId } };
    const known = await transaction.orderFact.findUnique({ where: key });
    if (known?.standing === "deleted" && !news.isAsked) return;
    const kept = whichState(told, known);
    if (kept === "news") {
      const row = { ...factOf(order), triggeredAt: news.triggeredAt ?? null };
      await transaction.orderFact.upsert({
        where: key,
        create: { shop, orderId: order.orderId, ...row },
        update: row,
      });
      if (known && known.standing !== row.standing)
        await noteStanding(transaction, shop, order.orderId, now);
    }
    if (!order.isTest) {
      if (!known) await noteConfirmation(transaction, shop, order, now);
      if (contact) await storeContact(transaction, shop, order.orderId, contact);
    }
    if (checkoutToken !== undefined)
      await noteOneClick(transaction, shop, order, checkoutToken, now);
    await storeRefunds(transaction, shop, refunds);
    await noteFulfillments(transaction, shop, order.orderId, fulfillments, now);
    if (kept === "unclear" || (await hasUnknownMoney(transaction, shop, refunds)))
      await notePutOff(transaction, shop, [order.orderId], now);
    await workOut(transaction, shop, order.orderId, now);
  });
}

/** Stores a refund or a chargeback, which may arrive before its order. */
export async function recordRefund(
  prisma: PrismaClient,
  shop: string,
  refund: OrderRefund,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, refund.orderId);
    await storeRefunds(transaction, shop, [refund]);
    if (await hasUnknownMoney(transaction, shop, [refund]))
      await notePutOff(transaction, shop, [refund.orderId], now);
    await workOut(transaction, shop, refund.orderId, now);
  });
}

/** Everything that follows of an order's facts. The caller holds the order's lock. */
export async function workOut(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  now: Date,
): Promise<void> {
  await attribute(transaction, shop, orderId);
  await noteAcceptedOffers(transaction, shop, orderId, now);
  const referrers = await noteReferralOf(transaction, shop, orderId);
  const customers = [...referrers, ...(await customersOf(transaction, shop, orderId))];
  // In one order for everyone, so that two orders with the same customers do not wait for each other.
  for (const id of [...new Set(customers)].toSorted()) await lock(transaction, shop, id);
  await accountOrder(transaction, shop, orderId);
  for (const id of referrers) await accountReferrals(transaction, shop, id, now);
}

/** What is kept of an order, beside its id. */
export function factOf(order: AttributableOrder) {
  const { createdAt, updatedAt, cancelledAt, currencyCode } = order;
  const { customerId = null, name = null, financialStatus = null } = order;
  const standing = standingOf(order);
  const facts = order as unknown as Prisma.InputJsonObject;
  const row = { createdAt, updatedAt, cancelledAt, currencyCode, customerId };
  return { ...row, name, financialStatus, standing, facts };
}

async function attribute(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<void> {
  const fact = await transaction.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
  });
  if (!fact) return;
  const refunds = await refundsOfOrders(transaction, shop, [orderId]);
  const titles = await transaction.publishedTitle.findMany({
    where: { shop },
    orderBy: { publishedAt: "asc" },
  });
  const unpriced = await transaction.offer.findMany({
    where: { shop, kind: { in: KINDS_WITHOUT_DISCOUNT } },
    select: { id: true },
  });
  const order = fact.facts as unknown as AttributableOrder;
  await transaction.orderFact.update({
    where: { shop_orderId: { shop, orderId } },
    data: { wholeBundles: countWholeBundles(order, await bundleVariants(transaction, shop)) },
  });
  const added = await addedWithOneClick(transaction, shop, orderId);
  const lines = attributeOrder(
    added ? withOneClick(order, added) : order,
    spreadTakenBack(order, refunds.get(orderId) ?? []),
    new Map(titles.map(({ title, offerId }) => [title, offerId])),
    new Set(unpriced.map((offer) => offer.id)),
  );
  await transaction.attribution.deleteMany({ where: { shop, orderId } });
  await transaction.attribution.createMany({
    data: lines.map((line) => ({
      shop,
      orderId,
      ...line,
      orderedAt: order.createdAt,
      currencyCode: order.currencyCode,
    })),
  });
}
