import type { OneClick, Prisma } from "@prisma/client";

import type { OneClickState } from "../../core/one-click/offer.ts";
import { isInFulfilment, settle } from "../../core/one-click/settle.ts";
import { whyNotShown } from "../../core/one-click/why-not-shown.ts";
import { recordFromShopify } from "../orders/record-from-shopify.server.ts";
import { log } from "../platform/log.server.ts";
import { getOneClickOrder } from "../shopify/documents/get-one-click-order.server.ts";
import { takeOffOrder } from "../shopify/documents/take-off-order.server.ts";
import { findOrder } from "./find-order.server.ts";
import type { OneClickContext } from "./receive-purchase.server.ts";

type SettleContext = Omit<OneClickContext, "jobs">;

/** What was accepted and of which the page told nothing is looked at after so long: by then its changeset has run out. */
export const UNTOLD_MILLISECONDS = 15 * 60_000;
const LOOK_AGAIN_MILLISECONDS = 60_000;

const STAFF_NOTE = "Tandem: the buyer’s one-click addition was not paid, so it was taken off.";

/** Offers of one click that are to be looked at. */
export const oneClickDue = (now: Date): Prisma.OneClickWhereInput => ({ dueAt: { lte: now } });

/**
 * Looks at what is due: settles what was accepted, finds out why a page was not shown, and forgets checkouts that became no order.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function workOneClick(context: SettleContext, now: () => Date): Promise<void> {
  const { prisma, shop } = context;
  const rows = await prisma.oneClick.findMany({
    where: { shop, ...oneClickDue(now()) },
    orderBy: { dueAt: "asc" },
  });
  for (const row of rows) {
    if (row.state === "accepted") await settleOneClick(context, row, now(), false);
    else if (row.state === "offered" || row.state === "unasked") await explain(context, row, now());
    else await close(context, row, now());
  }
}

/**
 * Asks Shopify what stands on the order of an offer that was accepted, and takes off what was not paid.
 * @param isRefused whether Shopify told the page that it added nothing
 * @returns where the offer stands now; `accepted` while that cannot be told yet
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function settleOneClick(
  context: SettleContext,
  row: OneClick,
  now: Date,
  isRefused: boolean,
): Promise<OneClickState> {
  const { prisma, shop, client } = context;
  const orderId = await findOrder(context, row);
  const order =
    orderId === null ? null : await getOneClickOrder(client, orderId, { withUnits: true });
  const isOver = now.getTime() - row.answeredAt!.getTime() >= UNTOLD_MILLISECONDS;
  if (orderId === null || order === null) {
    // Shopify's search is behind at times.
    if (!isOver) return lookAgain(context, row, now);
    return become(context, row, "not-added", "accepted");
  }
  const settlement = settle({
    units: order.units.get(row.variantId!) ?? 0,
    outstandingMinor: order.outstandingMinor,
    isCancelled: order.isCancelled,
    isInFulfilment: isInFulfilment(order.fulfillmentStatus),
  });
  if (settlement === "not-added" && !isRefused && !isOver) return lookAgain(context, row, now);
  if (settlement === "take-off") await takeOffOrder(client, orderId, row.variantId!, STAFF_NOTE);
  if (settlement === "left-unpaid")
    log.warn({ shop, orderId }, "what was added with one click is unpaid, and being fulfilled");
  const state = settlement === "take-off" ? "taken-off" : settlement;
  await become(context, row, state, "accepted");
  await recordFromShopify(prisma, shop, client, orderId, now);
  return state;
}

/** Finds out why an order had no page; one that is gone, or a checkout that became none, is forgotten. */
async function explain(context: SettleContext, row: OneClick, now: Date): Promise<void> {
  const { prisma, shop, client } = context;
  const { referenceId } = row;
  const orderId = await findOrder(context, row);
  const order =
    orderId === null ? null : await getOneClickOrder(client, orderId, { withUnits: false });
  if (order === null) {
    await prisma.oneClick.deleteMany({
      where: { shop, referenceId, state: row.state, ...oneClickDue(now) },
    });
    return;
  }
  await prisma.oneClick.updateMany({
    where: { shop, referenceId, state: row.state },
    data: { state: "moved", reason: whyNotShown(order.page), dueAt: null },
  });
}

/** Nothing more becomes of it; a checkout that never became an order is forgotten. */
async function close(context: SettleContext, row: OneClick, now: Date): Promise<void> {
  const { prisma, shop } = context;
  const key = { shop, referenceId: row.referenceId, state: row.state, ...oneClickDue(now) };
  const orderId = await findOrder(context, row);
  if (orderId === null) await prisma.oneClick.deleteMany({ where: key });
  else await prisma.oneClick.updateMany({ where: key, data: { dueAt: null } });
}

async function lookAgain(
  { prisma, shop }: SettleContext,
  { referenceId }: OneClick,
  now: Date,
): Promise<OneClickState> {
  await prisma.oneClick.updateMany({
    where: { shop, referenceId, state: "accepted" },
    data: { dueAt: new Date(now.getTime() + LOOK_AGAIN_MILLISECONDS) },
  });
  return "accepted";
}

/** Settles it, unless somebody else did meanwhile. */
async function become(
  { prisma, shop }: SettleContext,
  { referenceId }: OneClick,
  state: OneClickState,
  before: OneClickState,
): Promise<OneClickState> {
  await prisma.oneClick.updateMany({
    where: { shop, referenceId, state: before },
    data: { state, dueAt: null },
  });
  return state;
}
