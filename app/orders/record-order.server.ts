import type { Prisma, PrismaClient } from "@prisma/client";

import { attributeOrder, withOneClick } from "../../core/attribution/attribute-order.ts";
import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { spreadChargebacks } from "../../core/attribution/chargebacks.ts";
import { countWholeBundles } from "../../core/attribution/whole-bundles.ts";
import { KINDS_WITHOUT_DISCOUNT } from "../../core/offers/kind-traits.ts";
import { accountOrder, customersOf } from "../loyalty/account-order.server.ts";
import { accountReferrals, noteReferralOf } from "../loyalty/referrals/account-referrals.server.ts";
import { storeContact } from "../loyalty/referrals/order-contact.server.ts";
import { addedWithOneClick, noteOneClick } from "../one-click/note-one-click.server.ts";
import { noteConfirmation } from "../follow-ups/confirmation/write-confirmations.server.ts";
import { noteFulfillments } from "../follow-ups/record-fulfillment.server.ts";
import { noteAcceptedOffers } from "../follow-ups/note-accepted-offers.server.ts";
import { bundleVariants } from "../offers/bundle-variants.server.ts";
import { lock } from "../platform/lock.server.ts";
import { refundsOfOrders } from "./refunds-of-orders.server.ts";
import type { OrderNews, OrderRefund } from "./webhook-payloads.server.ts";

/**
 * Stores what is new of an order and works its attribution out again, whole, and enters its points. News that is older than
 * what is known changes nothing but adds its refunds, so any order of arrival ends the same.
 */
export async function recordOrder(
  prisma: PrismaClient,
  shop: string,
  { order, refunds, contact, checkoutToken, fulfillments = [] }: OrderNews,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, order.orderId);
    const key = { shop_orderId: { shop, orderId: order.orderId } };
    const known = await transaction.orderFact.findUnique({ where: key });
    if (!known || known.updatedAt < new Date(order.updatedAt)) {
      const row = factOf(order);
      await transaction.orderFact.upsert({
        where: key,
        create: { shop, orderId: order.orderId, ...row },
        update: row,
      });
    }
    if (!known) await noteConfirmation(transaction, shop, order, now);
    if (checkoutToken !== undefined)
      await noteOneClick(transaction, shop, order, checkoutToken, now);
    if (contact) await storeContact(transaction, shop, order.orderId, contact);
    await storeRefunds(transaction, shop, refunds);
    await noteFulfillments(transaction, shop, order.orderId, fulfillments, now);
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
    await workOut(transaction, shop, refund.orderId, now);
  });
}

/** Everything that follows of an order's facts. The caller holds the order's lock. */
async function workOut(
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
  const { createdAt, updatedAt, cancelledAt, currencyCode, customerId = null } = order;
  const facts = order as unknown as Prisma.InputJsonObject;
  return { createdAt, updatedAt, cancelledAt, currencyCode, customerId, facts };
}

/** Stores refunds, each once, whether or not their order is known. */
export async function storeRefunds(
  transaction: Prisma.TransactionClient,
  shop: string,
  refunds: readonly OrderRefund[],
): Promise<void> {
  await transaction.refundFact.createMany({
    data: refunds.map(({ refundId, orderId, lines, chargedBackMinor = 0 }) => ({
      shop,
      refundId,
      orderId,
      chargedBackMinor,
      lines: lines as unknown as Prisma.InputJsonArray,
    })),
    skipDuplicates: true,
  });
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
    spreadChargebacks(order, refunds.get(orderId) ?? []),
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
