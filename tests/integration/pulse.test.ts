import fc from "fast-check";
import { cancelOrder } from "@tandem/devstore/checkout";
import { numberOf } from "@tandem/devstore/state";
import type { Order } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { loadFollowUps } from "../../app/follow-ups/load-follow-ups.server.ts";
import { answerPulse, pulseOf, savePulseRules } from "../../app/follow-ups/pulses.server.ts";
import { tellFlow } from "../../app/follow-ups/tell-flow.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { AdminApiError, AdminApiRefusal } from "../../app/shopify/admin-client.server.ts";
import { COMMENT_MILLISECONDS } from "../../core/follow-ups/next-step.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { parcelBody } from "../support/parcels.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const ORDERED = new Date("2026-11-02T08:00:00Z");
const days = (count: number) => new Date(ORDERED.getTime() + count * 86_400_000);
const RULES = {
  isOnOrderStatus: true,
  daysAfterFulfilment: 7,
  supportEmail: "help@shop.example",
};

describe.each(EITHER_DATABASE)("the pulse of an order, on %s", (_name, open) => {
  const shop = useShop(open, () => ORDERED);
  let order: Order;

  beforeEach(async () => {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "pulse",
      "pulseSettings",
      "orderFulfillment",
      "refundFact",
      "orderFact",
      "webhookInbox",
    ]);
    await savePulseRules(prisma, SHOP, RULES);
    order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
  });

  let webhooks = 0;
  async function tell(topic: string, payload: unknown): Promise<void> {
    const { prisma } = shop.opened.database;
    const webhookId = `pulse-${++webhooks}`;
    await storeWebhook(prisma, { shop: SHOP, webhookId, topic, triggeredAt: ORDERED, payload });
    await processInbox(
      prisma,
      SHOP,
      clockOf(() => ORDERED),
    );
  }
  const leave = () => tell("FULFILLMENTS_CREATE", parcelBody(order, { createdAt: days(1) }));
  const arrive = () =>
    tell(
      "FULFILLMENTS_UPDATE",
      parcelBody(order, { createdAt: days(1), updatedAt: days(3), shipmentStatus: "delivered" }),
    );
  const look = (now: Date, customerId = order.customerId!) =>
    pulseOf(shop.opened.database.prisma, SHOP, order.id, customerId, now);
  const say = (
    answer: "happy" | "neutral" | "unhappy",
    comment = "",
    customerId = order.customerId!,
  ) =>
    answerPulse(
      shop.opened.database.prisma,
      SHOP,
      { orderId: order.id, customerId },
      { answer, comment },
      clockOf(() => days(4)),
    );

  test("is asked once the order has arrived, or days after it left", async () => {
    expect(await look(days(30))).toBe(null);
    await leave();
    expect(await look(days(7.9))).toBe(null);
    expect(await look(days(8))).toEqual({ step: "asked" });
    await arrive();
    expect(await look(days(2.9))).toBe(null);
    expect(await look(days(3))).toEqual({ step: "asked" });
  });

  test("is the same in whatever order the news of parcels comes, and however often (P30)", async () => {
    const { prisma } = shop.opened.database;
    const [first, second] = order.lines.map((line) => line.id);
    const body = (id: number, lineIds: readonly string[], updated: number, more: object = {}) =>
      parcelBody(order, {
        id,
        units: new Map(lineIds.map((lineId) => [lineId, 2])),
        createdAt: days(id),
        updatedAt: days(updated),
        ...more,
      });
    const delivered = { shipmentStatus: "delivered" };
    const news: [string, unknown][] = [
      ["FULFILLMENTS_CREATE", body(1, [first!], 1)],
      ["FULFILLMENTS_UPDATE", body(1, [first!], 3, delivered)],
      ["FULFILLMENTS_UPDATE", body(2, [second!], 4, { shipmentStatus: "in_transit" })],
      ["FULFILLMENTS_UPDATE", body(2, [second!], 5, delivered)],
      ["FULFILLMENTS_UPDATE", body(3, [second!], 3, { status: "cancelled" })],
      [
        "ORDERS_UPDATED",
        {
          ...orderPayload(order, "EUR"),
          fulfillments: [body(1, [first!], 3, delivered), body(2, [second!], 2)],
        },
      ],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(news, { minLength: news.length }),
        fc.shuffledSubarray(news),
        async (once, again) => {
          await prisma.orderFulfillment.deleteMany();
          for (const [topic, payload] of [...once, ...again]) await tell(topic, payload);
          expect(await look(days(4.9))).toBe(null);
          expect(await look(days(5))).toEqual({ step: "asked" });
          expect(
            await prisma.orderFulfillment.findMany({ orderBy: { fulfillmentId: "asc" } }),
          ).toMatchObject([
            { status: "success", deliveredAt: days(3), updatedAt: days(3) },
            { status: "success", deliveredAt: days(5), updatedAt: days(5) },
            { status: "cancelled", deliveredAt: null, updatedAt: days(3) },
          ]);
        },
      ),
      { numRuns: 5 },
    );
  });

  test("is nobody else's, nor of an order that was cancelled or not asked about", async () => {
    await leave();
    await arrive();
    const other = shop.standIn.store.customers.all().find((one) => one.id !== order.customerId)!;
    expect(await look(days(4), other.id)).toBe(null);
    expect(await say("happy", "", other.id)).toBe(null);
    const { order: cancelled } = cancelOrder(shop.standIn.store, order, days(2));
    await tell("ORDERS_CANCELLED", orderPayload(cancelled, "EUR"));
    expect(await look(days(4))).toBe(null);
    expect(await say("happy")).toBe(null);
    expect(await shop.opened.database.prisma.pulse.count()).toBe(0);
  });

  test("keeps the first answer, and one comment, also of two at once", async () => {
    await leave();
    await arrive();
    const both = await Promise.all([say("unhappy"), say("happy")]);
    const [first] = await shop.opened.database.prisma.pulse.findMany();
    expect(both.map((one) => one?.step)).toEqual(["answered", "answered"]);
    for (const one of both) expect(one).toMatchObject({ answer: first?.answer });
    await say("happy", "The burger was cold");
    await say("happy", "Something else");
    expect(await shop.opened.database.prisma.pulse.findMany()).toMatchObject([
      { answer: first?.answer, comment: "The burger was cold" },
    ]);
  });

  test("takes who is unhappy to the merchant's support, and nobody else", async () => {
    await leave();
    await arrive();
    expect(await say("unhappy")).toEqual({
      step: "answered",
      answer: "unhappy",
      hasComment: false,
      supportEmail: "help@shop.example",
    });
    await shop.opened.database.prisma.pulse.deleteMany();
    expect(await say("neutral")).toMatchObject({ supportEmail: null });
  });

  test("is on the merchant's page by month, and found by words and answer", async () => {
    await leave();
    await arrive();
    await say("unhappy", "The burger was cold");
    const page = (query: string) =>
      loadFollowUps(
        shop.context,
        new URL(`https://tandem.example.com/app/follow-ups${query}`),
        days(5),
      );
    expect(await page("")).toMatchObject({
      months: [{ month: "2026-11", happy: 0, neutral: 0, unhappy: 1 }],
      rows: [{ answer: "unhappy", comment: "The burger was cold", name: "A B" }],
      hasNext: false,
    });
    expect((await page("?words=COLD&answer=unhappy")).rows).toHaveLength(1);
    expect((await page("?words=warm")).rows).toEqual([]);
    expect((await page("?answer=happy")).rows).toEqual([]);
  });

  test("is told to Shopify Flow once, with its comment, or alone when none has come", async () => {
    await leave();
    await arrive();
    const { prisma } = shop.opened.database;
    const tell = (now: Date, client = shop.context.client) =>
      tellFlow(prisma, SHOP, client, () => now);
    const told = () => shop.standIn.store.flowEvents.all().map((one) => one.payload);
    await say("unhappy");
    await tell(days(4));
    expect(told()).toEqual([]);
    const gone: typeof shop.context.client = {
      run: () => Promise.reject(new AdminApiError("gone", { isTransient: true })),
    };
    const later = new Date(days(4).getTime() + COMMENT_MILLISECONDS);
    await expect(tell(later, gone)).rejects.toThrow("gone");
    await tell(later);
    await tell(days(5));
    const event = {
      customer_id: numberOf(order.customerId!),
      order_id: numberOf(order.id),
      Answer: "unhappy",
      Comment: "",
    };
    expect(told()).toEqual([event]);
    await prisma.pulse.deleteMany();
    await say("happy", "It fits");
    await tell(days(4));
    expect(told().at(-1)).toEqual({ ...event, Answer: "happy", Comment: "It fits" });
    // What Shopify refuses for good is not asked again and again.
    await prisma.pulse.updateMany({ data: { toldFlowAt: null } });
    const refusing: typeof shop.context.client = {
      run: () => Promise.reject(new AdminApiRefusal("no Flow here")),
    };
    await tell(days(4), refusing);
    expect(await prisma.pulse.count({ where: { toldFlowAt: null } })).toBe(0);
  });

  test("goes with the customer whom Shopify asks to forget", async () => {
    await leave();
    await arrive();
    await say("happy", "Ada Lovelace was here");
    const { prisma } = shop.opened.database;
    await servePrivacyRequest(prisma, {
      shop: SHOP,
      webhookId: "redact",
      topic: "CUSTOMERS_REDACT",
      triggeredAt: ORDERED,
      payload: { customer: { id: numberOf(order.customerId!) } },
    });
    expect(await prisma.pulse.count()).toBe(0);
  });
});
