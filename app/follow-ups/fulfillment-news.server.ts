import type { Prisma, PrismaClient } from "@prisma/client";

import type { FulfilledLine, Fulfillment } from "../../core/follow-ups/fulfillment.ts";
import { PULSE_STEP } from "../../core/follow-ups/sequence.ts";
import { lock } from "../platform/lock.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import {
  getContents,
  getFulfilledLines,
  getFulfillments,
} from "../shopify/documents/get-fulfillments.server.ts";
import { changedBy, fulfillmentsOf, storeFulfillments } from "./fulfillment-store.server.ts";
import { noteShipment } from "./note-follow-up.server.ts";

/** News of orders' fulfillments, by order id. */
export type FulfillmentNews = ReadonlyMap<string, readonly Fulfillment[]>;

interface NewsContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
}

/**
 * Asks Shopify, of those orders whose buyers were not asked yet, how far their fulfillments are: Shopify promises no delivery of its
 * news, and without them somebody would be asked too early, or never.
 * @returns by order id, what is not stored as it is
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function findFulfillmentNews(
  context: NewsContext,
  orderIds: readonly string[],
): Promise<FulfillmentNews> {
  return allFulfillmentNews(context, await notAsked(context, orderIds));
}

/** Stores it for an order, with what is in each parcel, where neither a webhook nor the answer for several has told. */
export async function storeFulfillmentNews(
  { prisma, shop, client }: NewsContext,
  orderId: string,
  news: readonly Fulfillment[],
  whenNew?: (transaction: Prisma.TransactionClient) => Promise<void>,
): Promise<void> {
  const read: Fulfillment[] = [];
  for (const fulfillment of news) {
    const lines = isUnread(fulfillment)
      ? await getFulfilledLines(client, fulfillment.fulfillmentId)
      : null;
    read.push(lines ? { ...fulfillment, lines } : fulfillment);
  }
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, orderId);
    if (await storeFulfillments(transaction, shop, orderId, read)) await whenNew?.(transaction);
  });
}

/** Stores it for an order that has news of some kind: its follow-up may begin by it. */
export async function reconcileFulfillments(
  context: NewsContext,
  orderId: string,
  found: FulfillmentNews,
  now: Date,
): Promise<void> {
  const news = found.get(orderId);
  if (news)
    await storeFulfillmentNews(context, orderId, news, (transaction) =>
      noteShipment(transaction, context.shop, orderId, now),
    );
}

/**
 * Asks Shopify how far the fulfillments of orders are, and what is in those of which no webhook has told it: in few calls.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function allFulfillmentNews(
  { prisma, shop, client }: NewsContext,
  orderIds: readonly string[],
): Promise<FulfillmentNews> {
  const told = await getFulfillments(client, orderIds);
  const known = await fulfillmentsOf(prisma, shop, orderIds);
  const news = new Map<string, Fulfillment[]>();
  for (const [orderId, states] of told) {
    const before = known.get(orderId) ?? [];
    const changed = changedBy(before, states);
    const ids = new Set(changed.map((one) => one.fulfillmentId));
    const unread = before.filter(
      (one) => one.status === "success" && one.lines === null && !ids.has(one.fulfillmentId),
    );
    if (changed.length + unread.length > 0) news.set(orderId, [...changed, ...unread]);
  }
  const contents = await contentsOf(client, [...news.values()].flat().filter(isUnread));
  for (const [orderId, states] of news)
    news.set(
      orderId,
      states.map((one) => ({
        ...one,
        lines: one.lines ?? contents.get(one.fulfillmentId) ?? null,
      })),
    );
  return news;
}

const isUnread = ({ status, lines }: Fulfillment) => status === "success" && lines === null;

/** Where they cannot be read together, each is read by itself later, so that one holds up no other. */
async function contentsOf(
  client: AdminClient,
  unread: readonly Fulfillment[],
): Promise<ReadonlyMap<string, readonly FulfilledLine[]>> {
  try {
    return await getContents(
      client,
      unread.map((one) => one.fulfillmentId),
    );
  } catch (failure) {
    if (failure instanceof AdminApiError) return new Map();
    throw failure;
  }
}

async function notAsked(
  { prisma, shop }: NewsContext,
  orderIds: readonly string[],
): Promise<string[]> {
  const where = { shop, orderId: { in: [...orderIds] } };
  const select = { orderId: true };
  const mails = await prisma.followUpMail.findMany({
    where: { ...where, stepId: PULSE_STEP },
    select,
  });
  const pulses = await prisma.pulse.findMany({ where, select });
  const asked = new Set([...mails, ...pulses].map((one) => one.orderId));
  return orderIds.filter((orderId) => !asked.has(orderId));
}
