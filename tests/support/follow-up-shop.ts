import type { EmailMarketing, Order } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { afterEach, beforeEach } from "vitest";

import { answerPulse, savePulseRules } from "../../app/follow-ups/pulses.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { workFollowUps } from "../../app/follow-ups/work-follow-ups.server.ts";
import { createMailer } from "../../app/mail/mailer.server.ts";
import type { Mailer } from "../../app/mail/mailer.server.ts";
import { createOffer } from "../../app/offers/offer-store.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { clockOf } from "./clock.ts";
import { emptyTables } from "./databases.ts";
import type { TestDatabase } from "./databases.ts";
import { crossSellOf } from "./offers.ts";
import { sendWhole } from "./parcels.ts";
import { useShop } from "./shop.ts";
import { SHOP } from "./stand-in.ts";

/** Nine in the morning in Berlin. */
const ORDERED = new Date("2026-11-02T08:00:00Z");
export const SUPPORT = "help@shop.example";

/** So many days after the order. */
export const days = (count: number) => new Date(ORDERED.getTime() + count * 86_400_000);
/** So many days and hours after it. */
export const hours = (day: number, count: number) =>
  new Date(days(day).getTime() + count * 3_600_000);

/** A shop that asks three days after the arrival, with an order of somebody who wants mail. A parcel may take seven days. */
export function useFollowUpShop(open: () => Promise<TestDatabase>) {
  const shop = useShop(open, () => ORDERED);
  let order: Order;
  let mailer: Mailer;
  let webhooks = 0;
  const prisma = () => shop.opened.database.prisma;

  /** News of Shopify's, worked off. */
  async function tell(topic: string, payload: unknown): Promise<void> {
    const webhookId = `follow-up-shop-${++webhooks}`;
    const webhook = { shop: SHOP, webhookId, topic, triggeredAt: ORDERED, payload };
    await storeWebhook(prisma(), webhook);
    await processInbox(
      prisma(),
      SHOP,
      clockOf(() => ORDERED),
    );
  }
  /** Another order, at a time, of which nobody is told yet. */
  const place = (at: Date) => placeKitOrder(shop.standIn, at);
  const consent = (marketing: EmailMarketing) => {
    const customer = shop.standIn.store.customers.require(order.customerId!);
    shop.standIn.store.customers.put({ ...customer, marketing });
  };

  beforeEach(async () => {
    await emptyTables(prisma(), [
      "pulse",
      "pulseSettings",
      "orderFulfillment",
      "orderFact",
      "refundFact",
      "webhookInbox",
      "followUp",
      "followUpMail",
      "followUpSequence",
      "followUpSettings",
      "mailBlock",
      "addressBlock",
      "testMail",
      "flowEvent",
      "ledgerEntry",
    ]);
    mailer = createMailer(shop.standIn.smtpUrl, "offers@tandem.example");
    await savePulseRules(prisma(), SHOP, {
      isOnOrderStatus: true,
      daysAfterFulfilment: 7,
      supportEmail: SUPPORT,
    });
    const sequence = { content: readyMadeSequence(), status: "active" as const };
    await saveSequence(prisma(), SHOP, null, 0, sequence, ORDERED);
    order = place(ORDERED);
    consent({ state: "SUBSCRIBED", optInLevel: "SINGLE_OPT_IN" });
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
  });
  afterEach(() => mailer.close());

  return {
    shop,
    get order() {
      return order;
    },
    get prisma() {
      return prisma();
    },
    get store() {
      return shop.standIn.store;
    },
    get mailer() {
      return mailer;
    },
    tell,
    place,
    consent,
    /** It left after a day, and came after two; the pulse is due three days later. */
    async deliver(one: Order = order): Promise<void> {
      for (const [topic, payload] of sendWhole(shop.standIn.store, one.id, days(1), days(2)))
        await tell(topic, payload);
    },
    /** Has an offer of what goes with the order: fries and cola. */
    async offerWhatGoesWith(): Promise<void> {
      const { productId } = shop.standIn;
      const goesWith = ["fries", "cola"].map(productId);
      const offer = crossSellOf("Goes with it", [productId("classic-burger")], goesWith);
      await createOffer(prisma(), SHOP, offer, "active");
      await publishShop(shop.opened.database, SHOP, shop.context.client, () => ORDERED);
    },
    /** Works follow-ups off at a time. */
    work: (now: Date, by: Mailer = mailer) =>
      workFollowUps({
        prisma: prisma(),
        shop: SHOP,
        client: shop.context.client,
        mailer: by,
        clock: clockOf(() => now),
      }),
    answer: (said: PulseAnswer, now: Date, comment = "") =>
      answerPulse(
        prisma(),
        SHOP,
        { orderId: order.id, customerId: order.customerId! },
        { answer: said, comment },
        clockOf(() => now),
        "mail",
      ),
    sent: () => shop.standIn.store.mails.all(),
    subjects: () => shop.standIn.store.mails.all().map((mail) => mail.subject),
    /** The steps of all mails with their states, in the order in which they were noted. */
    async states(): Promise<string[]> {
      const mails = await prisma().followUpMail.findMany({ orderBy: { createdAt: "asc" } });
      return mails.map(({ stepId, state }) => `${stepId} ${state}`);
    },
    followUp: (orderId = order.id) =>
      prisma().followUp.findUnique({ where: { shop_orderId: { shop: SHOP, orderId } } }),
  };
}
