import { afterEach, beforeEach } from "vitest";

import { savePulseRules } from "../../app/follow-ups/pulses.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { workFollowUps } from "../../app/follow-ups/work-follow-ups.server.ts";
import { createMailer } from "../../app/mail/mailer.server.ts";
import type { Mailer } from "../../app/mail/mailer.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import type { EmailMarketing, Order } from "../../devstore/state/types.ts";
import { orderPayload } from "../../devstore/webhooks/payloads.ts";
import { clockOf } from "./clock.ts";
import { emptyTables } from "./databases.ts";
import type { TestDatabase } from "./databases.ts";
import { placeKitOrder } from "./kit-order.ts";
import { useShop } from "./shop.ts";
import { SHOP } from "./stand-in.ts";

/** Nine in the morning in Berlin. */
const ORDERED = new Date("2026-11-02T08:00:00Z");
export const SUPPORT = "help@shop.example";

/** So many days after the order. */
export const days = (count: number) => new Date(ORDERED.getTime() + count * 86_400_000);

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
    tell,
    place,
    consent,
    /** Works follow-ups off at a time. */
    work: (now: Date) =>
      workFollowUps({
        prisma: prisma(),
        shop: SHOP,
        client: shop.context.client,
        mailer,
        clock: clockOf(() => now),
      }),
    subjects: () => shop.standIn.store.mails.all().map((mail) => mail.subject),
    followUp: (orderId = order.id) =>
      prisma().followUp.findUnique({ where: { shop_orderId: { shop: SHOP, orderId } } }),
  };
}
