import type { OneClick, Prisma } from "@prisma/client";

import type { OneClickState } from "../../core/one-click/offer.ts";
import { isInFulfilment, settle } from "../../core/one-click/settle.ts";
import { whyNotShown } from "../../core/one-click/why-not-shown.ts";
import { recordFromShopify } from "../orders/record-from-shopify.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { log } from "../platform/log.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
import { takeOffOrder } from "../shopify/documents/take-off-order.server.ts";
import { findOrder, readOrder } from "./find-order.server.ts";
import type { SettleContext } from "./find-order.server.ts";

/** After so long Shopify is done with what was accepted: its changeset has run out before. */
export const UNTOLD_MILLISECONDS = 15 * 60_000;
const LOOK_AGAIN_MILLISECONDS = 60_000;

/** What was accepted comes to one of these. */
const SETTLED: readonly OneClickState[] = ["added", "not-added", "taken-off", "left-unpaid"];
const STAFF_NOTE = "Tandem: the buyer’s one-click addition was not paid, so it was taken off.";

/** Offers of one click that are to be looked at. */
export const oneClickDue = (now: Date): Prisma.OneClickWhereInput => ({ dueAt: { lte: now } });

/**
 * Looks at what is due: settles what was accepted, finds out why a page was not shown, and forgets checkouts that became no order.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function workOneClick(context: SettleContext, clock: Clock): Promise<void> {
  const { prisma, shop } = context;
  const rows = await prisma.oneClick.findMany({
    where: { shop, ...oneClickDue(await clock(prisma)) },
    orderBy: { dueAt: "asc" },
  });
  const run = new ItemRun({ prisma, shop, now: () => clock(prisma) }, OFFERS);
  await run.each(rows, async (row) => {
    const state = row.state as OneClickState;
    const now = await clock(prisma);
    if (state === "accepted") await settleOneClick(context, row, now, false);
    else if (state === "offered" || state === "unasked") await explain(context, row, now);
    else if (SETTLED.includes(state)) await account(context, row, now);
    else await close(context, row, now);
  });
  run.finish();
}

const OFFERS: ItemsOfKind<OneClick> = {
  kind: "one-click",
  idOf: (row) => row.referenceId,
  subjectOf: (row) => row.orderId,
  close: (transaction, { shop, referenceId }) =>
    transaction.oneClick.updateMany({ where: { shop, referenceId }, data: { dueAt: null } }),
};

/**
 * Asks Shopify what stands on the order of an offer that was accepted, and takes off what was not paid.
 * @param hasFailed whether Shopify told the page that it did not add it, or could not charge it
 * @returns where the offer stands now; `accepted` while that cannot be told yet
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function settleOneClick(
  context: SettleContext,
  row: OneClick,
  now: Date,
  hasFailed: boolean,
): Promise<OneClickState> {
  const { prisma, shop, client } = context;
  const order = await readOrder(context, row, { withUnits: true });
  const hadTime = now.getTime() - row.answeredAt!.getTime() >= UNTOLD_MILLISECONDS;
  // Shopify's search is behind at times: an order that it does not know is looked for again.
  const facts = order && {
    units: order.units.get(row.variantId!) ?? 0,
    outstandingMinor: order.outstandingMinor,
    isCancelled: order.isCancelled,
    isInFulfilment: isInFulfilment(order.fulfillmentStatus),
  };
  const settlement = settle(facts, hadTime || (order !== null && hasFailed));
  if (settlement === "wait") {
    const dueAt = new Date(now.getTime() + LOOK_AGAIN_MILLISECONDS);
    await prisma.oneClick.updateMany({ where: stillIn(row), data: { dueAt } });
    return "accepted";
  }
  const orderId = order?.id ?? null;
  if (settlement === "take-off") await takeOffOrder(client, orderId!, row.variantId!, STAFF_NOTE);
  if (settlement === "left-unpaid")
    log.warn({ shop, orderId }, "what was added with one click is unpaid, and being fulfilled");
  const state = settlement === "take-off" ? "taken-off" : settlement;
  await prisma.oneClick.updateMany({ where: stillIn(row), data: { state, dueAt: now } });
  await account(context, { ...row, state, orderId }, now);
  return state;
}

/** Has figures and points follow what was settled. It stays due until that is done. */
async function account(context: SettleContext, row: OneClick, now: Date): Promise<void> {
  const { prisma, shop, client } = context;
  if (row.orderId !== null) await recordFromShopify(prisma, shop, client, row.orderId, now);
  await prisma.oneClick.updateMany({ where: stillIn(row), data: { dueAt: null } });
}

/** Finds out why an order had no page; one that is gone, or a checkout that became none, is forgotten. */
async function explain(context: SettleContext, row: OneClick, now: Date): Promise<void> {
  const { prisma } = context;
  const order = await readOrder(context, row, { withUnits: false });
  if (order)
    await prisma.oneClick.updateMany({
      where: stillIn(row),
      data: { state: "moved", reason: whyNotShown(order.page), dueAt: null },
    });
  else await prisma.oneClick.deleteMany({ where: { ...stillIn(row), ...oneClickDue(now) } });
}

/** Nothing more becomes of it; a checkout that never became an order is forgotten. */
async function close(context: SettleContext, row: OneClick, now: Date): Promise<void> {
  const { prisma } = context;
  const where = { ...stillIn(row), ...oneClickDue(now) };
  const orderId = await findOrder(context, row);
  if (orderId === null) await prisma.oneClick.deleteMany({ where });
  else await prisma.oneClick.updateMany({ where, data: { dueAt: null } });
}

/** The row, unless somebody else has brought it on meanwhile. */
function stillIn({ shop, referenceId, state }: OneClick): Prisma.OneClickWhereInput {
  return { shop, referenceId, state };
}
