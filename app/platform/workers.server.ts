import { followUpsDue } from "../follow-ups/claim.server.ts";
import {
  UNWRITTEN,
  writeConfirmations,
} from "../follow-ups/confirmation/write-confirmations.server.ts";
import { tellConsent, UNTOLD_CONSENT } from "../follow-ups/tell-consent.server.ts";
import { tellFlow, untold } from "../follow-ups/tell-flow.server.ts";
import { workFollowUps } from "../follow-ups/work-follow-ups.server.ts";
import { accountHistory } from "../loyalty/account-history.server.ts";
import { accountAllReferrals } from "../loyalty/referrals/account-referrals.server.ts";
import { membersDue, mirrorMembers } from "../loyalty/mirror-members.server.ts";
import { unsettled } from "../loyalty/redeem/claim-redemption.server.ts";
import { settleRedemptions } from "../loyalty/redeem/settle-redemptions.server.ts";
import { getMailer } from "../mail/mailer.server.ts";
import { oneClickDue, workOneClick } from "../one-click/settle-one-click.server.ts";
import { UNDER_WAY } from "../orders/history/history-state.ts";
import { importHistory } from "../orders/history/import-history.server.ts";
import { PUT_OFF_ORDERS } from "../orders/orders-set-aside.server.ts";
import { processInbox, WAITING } from "../orders/webhook-inbox.server.ts";
import { reconcileOrders } from "../orders/reconcile-orders.server.ts";
import { forgetDataRequests } from "../privacy/data-requests.server.ts";
import { publishShop } from "../publishing/publish-shop.server.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import { forgetSetAside } from "../set-aside/forget-set-aside.server.ts";
import { createAdminClient } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { shopify } from "../shopify/shopify.server.ts";
import { databaseClock, now, onClockMoved } from "./clock.server.ts";
import { log } from "./log.server.ts";
import { getServices } from "./services.server.ts";

/** Mails of a shop that are on their way to the mail server at once. */
const MAIL_LANES = 4;
/** Milliseconds until it is looked again whether Shopify has written a file. */
const LOOK_AGAIN = 2_000;
const RECONCILE_EVERY_MILLISECONDS = 60 * 60_000;

async function adminOf(shop: string): Promise<AdminClient> {
  const { admin } = await shopify.unauthenticated.admin(shop);
  return createAdminClient(admin.graphql);
}

/** Begins to work jobs off in this process. */
export async function startWorkers(): Promise<void> {
  const { database, jobs } = await getServices();
  const { prisma } = database;
  const hasToken = async (shop: string) =>
    (await prisma.session.count({ where: { shop, isOnline: false } })) > 0;
  await jobs.work({
    publish: async ({ shop }) => {
      if (!(await hasToken(shop))) return;
      await publishShop(database, shop, await adminOf(shop), now);
      // Something may have changed while it ran.
      const run = await prisma.publishRun.findUnique({ where: { shop } });
      const settings = await prisma.shop.findUnique({ where: { shop } });
      if (run && run.published < run.requested) await jobs.ask("publish", { shop });
      if (settings?.nextChangeAt)
        await jobs.ask("sweep", { shop: "" }, { after: settings.nextChangeAt });
    },
    inbox: async ({ shop }) => {
      try {
        await processInbox(prisma, shop, databaseClock);
      } finally {
        // What follows of the others is not to wait for a webhook that was put off.
        await jobs.ask("follow-ups", { shop });
        await jobs.ask("publish", { shop });
        await jobs.ask("mirror", { shop });
      }
    },
    mirror: async ({ shop }) => {
      if (!(await hasToken(shop))) return;
      await mirrorMembers(prisma, shop, await adminOf(shop), databaseClock);
      // A tier that was reached may give store credit.
      await jobs.ask("redeem", { shop });
    },
    redeem: async ({ shop }) => {
      if (!(await hasToken(shop))) return;
      await settleRedemptions(prisma, shop, await adminOf(shop), databaseClock);
    },
    history: async ({ shop }) => {
      if (!(await hasToken(shop))) return;
      if (await importHistory(prisma, shop, await adminOf(shop), now)) {
        await jobs.ask("history", { shop }, { after: new Date(now().getTime() + LOOK_AGAIN) });
        return;
      }
      await accountHistory(prisma, shop, now);
      // An order of before may show that a friend was not new.
      await accountAllReferrals(prisma, shop, now);
      await jobs.ask("mirror", { shop });
    },
    flow: async ({ shop }) => {
      if (await hasToken(shop)) await tellFlow(prisma, shop, await adminOf(shop), now);
    },
    "follow-ups": async ({ shop }) => {
      if (!(await hasToken(shop))) return;
      const client = await adminOf(shop);
      await tellConsent(prisma, shop, client, now);
      const { currencyCode } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
      await writeConfirmations({ prisma, shop, client, currencyCode }, now);
      const mailer = getMailer();
      if (mailer) {
        const context = { prisma, shop, client, mailer, clock: databaseClock };
        await Promise.all(Array.from({ length: MAIL_LANES }, () => workFollowUps(context)));
      }
      await jobs.ask("flow", { shop });
    },
    "one-click": async ({ shop }) => {
      if (!(await hasToken(shop))) return;
      await workOneClick({ prisma, shop, client: await adminOf(shop) }, databaseClock);
    },
    reconcile: async ({ shop }) => {
      await reconcileOrders(prisma, shop, await adminOf(shop), databaseClock);
      await jobs.ask("mirror", { shop });
    },
    sweep: async () => {
      const at = await databaseClock(prisma);
      const due = await prisma.shop.findMany({
        where: { isInstalled: true, nextChangeAt: { lte: at } },
      });
      for (const { shop } of due) {
        await prisma.$transaction(async (transaction) => {
          await transaction.shop.update({ where: { shop }, data: { nextChangeAt: null } });
          await notePublishRequest(transaction, shop);
        });
      }
      const runs = await prisma.publishRun.findMany();
      for (const run of runs)
        if (run.published < run.requested) await jobs.ask("publish", { shop: run.shop });
      await forgetSetAside(prisma, at);
      await forgetDataRequests(prisma, at);
      const inboxes = await prisma.webhookInbox.groupBy({
        by: ["shop"],
        where: WAITING,
      });
      for (const { shop } of inboxes) await jobs.ask("inbox", { shop });
      const unmirrored = await prisma.memberMirror.groupBy({
        by: ["shop"],
        where: membersDue(prisma, at),
      });
      for (const { shop } of unmirrored) await jobs.ask("mirror", { shop });
      const unredeemed = await prisma.redemption.groupBy({
        by: ["shop"],
        where: unsettled(at),
      });
      for (const { shop } of unredeemed) await jobs.ask("redeem", { shop });
      const pulses = await prisma.pulse.groupBy({ by: ["shop"], where: untold(at) });
      const events = await prisma.flowEvent.groupBy({ by: ["shop"], where: { toldAt: null } });
      for (const { shop } of [...pulses, ...events]) await jobs.ask("flow", { shop });
      const followUps = await prisma.followUp.groupBy({
        by: ["shop"],
        where: followUpsDue(at),
      });
      const leavers = await prisma.mailBlock.groupBy({ by: ["shop"], where: UNTOLD_CONSENT });
      const confirmations = await prisma.orderConfirmation.groupBy({
        by: ["shop"],
        where: UNWRITTEN,
      });
      for (const { shop } of [...followUps, ...leavers, ...confirmations])
        await jobs.ask("follow-ups", { shop });
      const oneClick = await prisma.oneClick.groupBy({ by: ["shop"], where: oneClickDue(at) });
      for (const { shop } of oneClick) await jobs.ask("one-click", { shop });
      const histories = await prisma.orderHistory.findMany({
        where: { state: { in: [...UNDER_WAY] } },
      });
      for (const { shop } of histories) await jobs.ask("history", { shop });
      const putOff = await prisma.setAside.groupBy({ by: ["shop"], where: PUT_OFF_ORDERS });
      for (const { shop } of putOff) await jobs.ask("reconcile", { shop });
      const stale = new Date(at.getTime() - RECONCILE_EVERY_MILLISECONDS);
      const unreconciled = await prisma.shop.findMany({
        where: {
          isInstalled: true,
          OR: [
            { ordersReconciledTo: null, createdAt: { lte: stale } },
            { ordersReconciledTo: { lte: stale } },
          ],
        },
      });
      for (const { shop } of unreconciled) await jobs.ask("reconcile", { shop });
    },
  });
  onClockMoved(() =>
    jobs
      .ask("sweep", { shop: "" })
      .catch((failure: unknown) => log.error({ err: failure }, "the sweep was not asked for")),
  );
}
