import type { FollowUp, PrismaClient } from "@prisma/client";

import { nextStep, stepIdOf } from "../../core/follow-ups/next-step.ts";
import type { EndReason, NextStep } from "../../core/follow-ups/next-step.ts";
import type { Mailer } from "../mail/mailer.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { log } from "../platform/log.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getRecipients } from "../shopify/documents/get-recipients.server.ts";
import type { Recipient, ShopIdentity } from "../shopify/documents/get-recipients.server.ts";
import { recordFromShopify } from "../orders/record-from-shopify.server.ts";
import { findFulfillmentNews, storeFulfillmentNews } from "./fulfillment-news.server.ts";
import { claimDue, release, renewClaim } from "./claim.server.ts";
import { findFollowUpRules } from "./rules-store.server.ts";
import { sendStep } from "./send-step.server.ts";
import { loadSituations } from "./situations.server.ts";
import type { LoadedFollowUp } from "./situations.server.ts";
import { tellDelivery } from "./tell-delivery.server.ts";
import { tellSupport } from "./tell-support.server.ts";

/** Follow-ups that are claimed, and asked of Shopify, together. */
const BATCH = 20;
const MINUTE_MILLISECONDS = 60_000;
/** Where only news can bring a step on, it is looked at all the same, now and then. */
const LOOK_AGAIN_MILLISECONDS = 30 * 86_400_000;
/** A mail server that takes nothing is tried again later and later, up to this. */
const LONGEST_WAIT_MILLISECONDS = 30 * MINUTE_MILLISECONDS;

export interface WorkContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

/** What a batch of follow-ups is worked off with. */
export interface Batch extends WorkContext {
  readonly currencyCode: string;
  /** The shop's. */
  readonly timeZone: string;
  readonly rules: Awaited<ReturnType<typeof findFollowUpRules>>;
  readonly identity: ShopIdentity;
  readonly recipients: ReadonlyMap<string, Recipient>;
}

/** What became of a step. */
export type StepOutcome =
  /** It is behind, one way or the other; the next one may be due. */
  | { readonly kind: "behind" }
  | { readonly kind: "wait"; readonly until: Date }
  | { readonly kind: "end"; readonly why: EndReason }
  /** The mail server takes nothing now. */
  | { readonly kind: "later"; readonly why: string };

/**
 * Works off the follow-ups of a shop that are due, until none is, or until the mail server takes no more. Several may run at once, in
 * whatever processes.
 * @throws {AdminApiError} when Shopify cannot be reached; what was claimed is let go of
 */
export async function workFollowUps(context: WorkContext): Promise<void> {
  const { prisma, shop, clock } = context;
  const run = new ItemRun({ prisma, shop, now: () => clock(prisma) }, FOLLOW_UPS);
  let isTaking = true;
  while (isTaking) {
    const claimed = await claimDue(prisma, shop, BATCH, clock);
    if (claimed.length === 0) break;
    const open = new Set(claimed);
    /** Lets go of one that fails, for a while: the others are not to wait for it. */
    const orPutOff = async (row: FollowUp, work: (now: Date) => Promise<unknown>) => {
      const now = await clock(prisma);
      try {
        await work(now);
      } catch (failure) {
        await release(prisma, row, { dueAt: new Date(now.getTime() + MINUTE_MILLISECONDS) });
        throw failure;
      }
    };
    /** Learns something of each first; one of which that fails is let go of. @returns the others */
    const learn = async (
      rows: readonly FollowUp[],
      work: (row: FollowUp, now: Date) => Promise<unknown>,
    ) => {
      await run.each(rows, async (row) => {
        open.delete(row);
        await orPutOff(row, (now) => work(row, now));
        open.add(row);
      });
      return claimed.filter((row) => open.has(row));
    };
    try {
      const placed = await learn(await withoutOrder(context, claimed), (row, now) =>
        recordFromShopify(prisma, shop, context.client, row.orderId, now),
      );
      const news = await findFulfillmentNews(
        context,
        placed.map((row) => row.orderId),
      );
      const known = await learn(
        placed.filter((row) => news.has(row.orderId)),
        (row) => storeFulfillmentNews(context, row.orderId, news.get(row.orderId)!),
      );
      if (known.length === 0) continue;
      const batch = await openBatch(context, known);
      const situations = await loadSituations(prisma, shop, known);
      const loadedOf = new Map(situations.map((loaded) => [loaded.row, loaded]));
      await run.each(known, async (held) => {
        if (!isTaking) return;
        open.delete(held);
        const row = await renewClaim(prisma, held, clock);
        // Another worker has taken it meanwhile.
        if (row === null) return;
        await orPutOff(row, async () => {
          isTaking = await workOff(batch, { ...loadedOf.get(held)!, row });
        });
      });
    } finally {
      for (const row of open) await release(prisma, row, {});
    }
  }
  run.finish();
}

const FOLLOW_UPS: ItemsOfKind<FollowUp> = {
  kind: "follow-up",
  idOf: (row) => row.orderId,
  subjectOf: (row) => row.orderId,
  // News of the order, or a try by hand, brings it back sooner.
  close: (transaction, { shop, orderId }, { at }) =>
    transaction.followUp.updateMany({
      where: { shop, orderId },
      data: { dueAt: new Date(at.getTime() + LOOK_AGAIN_MILLISECONDS), claimedUntil: null },
    }),
};

/** Those whose order is not known: the news of a shipment may come before that of its order. */
async function withoutOrder(
  { prisma, shop }: WorkContext,
  rows: readonly FollowUp[],
): Promise<FollowUp[]> {
  const known = await prisma.orderFact.findMany({
    where: { shop, orderId: { in: rows.map((row) => row.orderId) } },
    select: { orderId: true },
  });
  return rows.filter(({ orderId }) => !known.some((one) => one.orderId === orderId));
}

async function openBatch(context: WorkContext, claimed: readonly FollowUp[]): Promise<Batch> {
  const { prisma, shop, client } = context;
  const orderIds = claimed.map((row) => row.orderId);
  const { currencyCode, timeZone } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const { shop: identity, recipients } = await getRecipients(client, orderIds);
  const rules = await findFollowUpRules(prisma, shop);
  return { ...context, currencyCode, timeZone, rules, identity, recipients };
}

/** Does what is due of one order. @returns whether the mail server takes mail */
async function workOff(batch: Batch, loaded: LoadedFollowUp): Promise<boolean> {
  const { prisma, clock } = batch;
  const { row, sequenceId, customerId } = loaded;
  let { situation } = loaded;
  const common = { sequenceId, customerId };
  for (;;) {
    const at = await clock(prisma);
    const step = nextStep(situation, at.toISOString());
    if (step.do === "end") {
      await release(prisma, row, { ...common, endedBecause: step.why });
      return true;
    }
    if (step.do === "wait") {
      const until = step.until ?? at.getTime() + LOOK_AGAIN_MILLISECONDS;
      await release(prisma, row, { ...common, dueAt: new Date(until), failingSince: null });
      return true;
    }
    const outcome = await take(batch, loaded, step);
    if (outcome.kind === "end") {
      await release(prisma, row, { ...common, endedBecause: outcome.why });
      return true;
    }
    if (outcome.kind === "wait") {
      await release(prisma, row, { ...common, dueAt: outcome.until, failingSince: null });
      return true;
    }
    if (outcome.kind === "later") {
      await putOff(batch, row, common, outcome.why);
      return false;
    }
    const done = { stepId: stepIdOf(step), at: at.toISOString() };
    situation = { ...situation, behind: [...situation.behind, done] };
  }
}

type Doing = Exclude<NextStep, { do: "wait" | "end" }>;

function take(batch: Batch, loaded: LoadedFollowUp, step: Doing): Promise<StepOutcome> {
  if (step.do === "tell-support") return tellSupport(batch, loaded);
  return step.do === "tell-delivery" ? tellDelivery(batch, loaded) : sendStep(batch, loaded, step);
}

/** Tries again when as much time has passed as since it began to fail, and at the latest after half an hour. */
async function putOff(
  { prisma, clock }: Batch,
  row: FollowUp,
  common: { sequenceId: string | null; customerId: string | null },
  why: string,
): Promise<void> {
  const at = (await clock(prisma)).getTime();
  const failingSince = row.failingSince ?? new Date(at);
  const wait = Math.min(
    Math.max(at - failingSince.getTime(), MINUTE_MILLISECONDS),
    LONGEST_WAIT_MILLISECONDS,
  );
  log.warn({ shop: row.shop, orderId: row.orderId, why }, "the mail server does not take a mail");
  await release(prisma, row, { ...common, dueAt: new Date(at + wait), failingSince });
}
