import { randomUUID } from "node:crypto";

import type { OneClick } from "@prisma/client";
import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { isInForce } from "../../core/offers/offer.ts";
import { HOLD_MILLISECONDS } from "../../core/one-click/offer.ts";
import type { OneClickOffer, OneClickState } from "../../core/one-click/offer.ts";
import { isInFulfilment } from "../../core/one-click/settle.ts";
import { findOffer } from "../offers/offer-store.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { lockedTime } from "../platform/lock.server.ts";
import { log } from "../platform/log.server.ts";
import { findOrder, readOrder } from "./find-order.server.ts";
import type { OneClickContext, Purchase } from "./receive-purchase.server.ts";
import { settleOneClick, UNTOLD_MILLISECONDS } from "./settle-one-click.server.ts";
import { signChangeset } from "./sign-changeset.server.ts";

/** Parses what is accepted: a number of a variant, and nothing of a price. */
export const acceptSchema = z.object({
  variantId: z
    .number({ error: "Send the number of the variant." })
    .int("Send the number of the variant."),
});

/** Parses what became of an offer, as the page tells it. */
export const outcomeSchema = z.object({
  outcome: z.enum(["declined", "processed", "partially_processed", "unprocessed"], {
    error: "Send what became of the offer.",
  }),
});

/** What is answered to who accepts: changes for Shopify, or why there are none. */
export type Acceptance =
  | { readonly state: "signed"; readonly changeset: string }
  | {
      readonly state: "refused";
      readonly refusal: "not-offered" | "answered" | "ended" | "too-late";
    };

const where = (shop: string, { referenceId }: Purchase) => ({
  shop_referenceId: { shop, referenceId },
});

/** What the page shows, now that it is seen; null where nothing is offered any more. */
export async function showOneClick(
  { prisma, shop }: OneClickContext,
  purchase: Purchase,
  clock: Clock,
): Promise<OneClickOffer | null> {
  return prisma.$transaction(async (transaction) => {
    const now = await lockedTime(transaction, clock, shop, purchase.referenceId);
    const row = await transaction.oneClick.findUnique({ where: where(shop, purchase) });
    if (row?.state !== "offered" && row?.state !== "shown") return null;
    if (row.state === "offered")
      await transaction.oneClick.update({
        where: where(shop, purchase),
        data: {
          state: "shown",
          shownAt: now,
          dueAt: new Date(now.getTime() + HOLD_MILLISECONDS),
        },
      });
    return row.content as unknown as OneClickOffer;
  });
}

/**
 * Signs what a buyer accepted: what was stored of the offer, whatever they send. Accepted again, it is the same changeset, which Shopify
 * takes once; one that was declined, or that has been settled, is not accepted any more.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function acceptOneClick(
  context: OneClickContext,
  purchase: Purchase,
  { variantId }: z.infer<typeof acceptSchema>,
  clock: Clock,
): Promise<Acceptance> {
  const { prisma, shop } = context;
  const now = await clock(prisma);
  const found = await prisma.oneClick.findUnique({ where: where(shop, purchase) });
  if (!found?.shownAt) return { state: "refused", refusal: "not-offered" };
  if (isHoldOver(found, now) || (await isPicked(context, found)))
    return { state: "refused", refusal: "too-late" };
  const offer = found.offerId === null ? null : await findOffer(prisma, shop, found.offerId);
  const { hasOneClick } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  if (!hasOneClick || !offer || !isInForce(offer, now.toISOString()))
    return { state: "refused", refusal: "ended" };
  const { variants } = found.content as unknown as OneClickOffer;
  const variant = variants.find((one) => one.variantId === variantId);
  if (!variant) return { state: "refused", refusal: "not-offered" };
  const accepted = await prisma.$transaction(async (transaction) => {
    const at = await lockedTime(transaction, clock, shop, purchase.referenceId);
    const row = await transaction.oneClick.findUniqueOrThrow({ where: where(shop, purchase) });
    const chosen = globalId("ProductVariant", variantId);
    if (row.state === "accepted" && row.variantId === chosen && row.changesetId !== null)
      return { id: row.changesetId, at };
    if (row.state !== "shown") return "answered";
    if (isHoldOver(row, at)) return "too-late";
    const id = randomUUID();
    await transaction.oneClick.update({
      where: where(shop, purchase),
      data: {
        state: "accepted",
        variantId: chosen,
        changesetId: id,
        answeredAt: at,
        dueAt: new Date(at.getTime() + UNTOLD_MILLISECONDS),
      },
    });
    return { id, at };
  });
  if (typeof accepted === "string") return { state: "refused", refusal: accepted };
  const ids = { id: accepted.id, referenceId: purchase.referenceId };
  return { state: "signed", changeset: await signChangeset(variant.changes, ids, accepted.at) };
}

/** Whether Shopify's hold is over: then nothing is added to the order. */
function isHoldOver({ shownAt }: OneClick, now: Date): boolean {
  return shownAt === null || now.getTime() - shownAt.getTime() >= HOLD_MILLISECONDS;
}

/** Whether somebody may have begun to pick the order: then nothing is added to it either. */
async function isPicked(context: OneClickContext, row: OneClick): Promise<boolean> {
  // Too new for Shopify's search is too new to be picked.
  const order = await readOrder(context, row, { withUnits: false });
  return order !== null && (order.isCancelled || isInFulfilment(order.fulfillmentStatus));
}

/**
 * Notes what became of an offer. A "no" is kept; of a "yes", Shopify is asked what stands on the order, whatever the page says.
 * Where Shopify cannot be reached, a job asks it later.
 * @returns where the offer stands now; null where nothing was offered
 */
export async function noteOutcome(
  context: OneClickContext,
  purchase: Purchase,
  { outcome }: z.infer<typeof outcomeSchema>,
  clock: Clock,
): Promise<{ readonly state: OneClickState } | null> {
  const { prisma, jobs, shop } = context;
  const key = { shop, referenceId: purchase.referenceId };
  if (outcome === "declined")
    await prisma.oneClick.updateMany({
      where: { ...key, state: { in: ["offered", "shown"] } },
      data: { state: "declined", answeredAt: await clock(prisma), dueAt: null },
    });
  else
    await prisma.oneClick.updateMany({
      where: { ...key, state: "accepted" },
      data: { dueAt: await clock(prisma) },
    });
  const row = await prisma.oneClick.findUnique({ where: where(shop, purchase) });
  if (!row) return null;
  try {
    if (row.state === "accepted")
      return {
        state: await settleOneClick(context, row, await clock(prisma), outcome !== "processed"),
      };
    // So that the next page, which knows the order only, does not offer it again.
    await findOrder(context, row);
  } catch (failure) {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop, err: failure }, "what was added with one click is settled later");
    await jobs.ask("one-click", { shop });
  }
  return { state: row.state as OneClickState };
}
