import fc from "fast-check";
import { cancelOrder, refundLines } from "@tandem/devstore/checkout";
import { orderPayload, refundPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { forgetSetAside } from "../../app/set-aside/forget-set-aside.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { hasOrderWithOffer, listOfferResults } from "../../app/offers/offer-results.server.ts";
import { clockOf } from "../support/clock.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

const EPOCH = new Date("2026-01-01T00:00:00Z");
const at = (minute: number) => new Date(EPOCH.getTime() + minute * 60_000);

describe.each(DATABASES)("what orders brought, on %s", (_name, open) => {
  let opened: TestDatabase;
  let standIn: StandIn;

  beforeAll(async () => {
    [opened, standIn] = await Promise.all([open(), startStandIn(() => at(0))]);
    await opened.database.prisma.shop.create({
      data: { shop: SHOP, currencyCode: "EUR", timeZone: "UTC", createdAt: at(0) },
    });
    await opened.database.prisma.publishedTitle.createMany({
      data: [{ shop: SHOP, title: "Kit", offerId: "kit", publishedAt: at(0) }],
    });
  });
  afterAll(async () => {
    await standIn.close();
    await opened.close();
  });

  const orderWithKit = () => placeKitOrder(standIn, at(1));

  const forget = async () => {
    const { prisma } = opened.database;
    await prisma.attribution.deleteMany();
    await prisma.orderFact.deleteMany();
    await prisma.refundFact.deleteMany();
    await prisma.webhookInbox.deleteMany();
    await prisma.setAside.deleteMany();
  };
  const results = () => listOfferResults(opened.database.prisma, SHOP, EPOCH);
  const receive = (webhookId: string, topic: string, triggeredAt: Date, payload: unknown) =>
    storeWebhook(opened.database.prisma, { shop: SHOP, webhookId, topic, triggeredAt, payload });
  const work = () =>
    processInbox(
      opened.database.prisma,
      SHOP,
      clockOf(() => at(99)),
    );

  test("an order is attributed by the discount that Shopify put on its lines", async () => {
    await forget();
    await receive("1", "ORDERS_CREATE", at(1), orderPayload(orderWithKit(), "EUR"));
    await work();
    expect(await results()).toEqual([
      { offerId: "kit", orders: 1, units: 3, revenueMinor: 1_580, discountMinor: 250 },
    ]);
  });

  test("the first order is the first with an offer: others don't show that offers work", async () => {
    await forget();
    const seen = () => hasOrderWithOffer(opened.database.prisma, SHOP);
    const reduced = JSON.stringify(orderPayload(orderWithKit(), "EUR"));
    await receive("1", "ORDERS_CREATE", at(1), JSON.parse(reduced.replaceAll('"Kit"', '"Summer"')));
    await work();
    expect([await opened.database.prisma.orderFact.count(), await seen()]).toEqual([1, false]);
    await receive("2", "ORDERS_CREATE", at(1), orderPayload(orderWithKit(), "EUR"));
    await work();
    expect(await seen()).toBe(true);
  });

  test("whatever the order, and however often its news arrive, it counts once, net of refunds", async () => {
    const created = orderWithKit();
    const refunded = refundLines(
      standIn.store,
      created,
      new Map([[created.lines[0]!.id, 1]]),
      at(5),
    );
    const news: Parameters<typeof receive>[] = [
      ["create", "ORDERS_CREATE", at(1), orderPayload(created, "EUR")],
      ["refund", "REFUNDS_CREATE", at(5), refundPayload(refunded.refund, refunded.order, "EUR")],
      ["update", "ORDERS_UPDATED", at(5), orderPayload(refunded.order, "EUR")],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc
          .shuffledSubarray([...news, ...news], { minLength: 6 })
          .filter((list) => list.length === 6),
        fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
        async (arrivals, worksAfter) => {
          await forget();
          for (const [index, arrival] of arrivals.entries()) {
            await receive(...arrival);
            if (worksAfter.includes(index)) await work();
          }
          await work();
          expect(await results()).toEqual([
            { offerId: "kit", orders: 1, units: 2, revenueMinor: 890, discountMinor: 150 },
          ]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("a cancelled order brought nothing, also when its creation arrives last", async () => {
    const created = orderWithKit();
    const cancelled = cancelOrder(standIn.store, created, at(7));
    await forget();
    await receive("cancel", "ORDERS_CANCELLED", at(7), orderPayload(cancelled.order, "EUR"));
    await work();
    await receive("create", "ORDERS_CREATE", at(1), orderPayload(created, "EUR"));
    await work();
    expect(await results()).toEqual([]);
  });

  test("what webhooks never told is found by comparing with the Admin API, and counts once", async () => {
    await forget();
    for (const order of standIn.store.orders.all()) standIn.store.orders.remove(order.id);
    const order = orderWithKit();
    await reconcileOrders(
      opened.database.prisma,
      SHOP,
      standIn.client,
      clockOf(() => at(30)),
    );
    await receive("late", "ORDERS_CREATE", at(1), orderPayload(order, "EUR"));
    await work();
    expect(await results()).toEqual([
      { offerId: "kit", orders: 1, units: 3, revenueMinor: 1_580, discountMinor: 250 },
    ]);
  });

  test("a webhook that cannot be read is set aside with the reason, and holds up none behind it", async () => {
    await forget();
    const { prisma } = opened.database;
    await receive("odd", "ORDERS_CREATE", at(1), { id: "not a number" });
    await receive("good", "ORDERS_CREATE", at(2), orderPayload(orderWithKit(), "EUR"));
    await work();
    expect(await results()).toMatchObject([{ offerId: "kit", orders: 1 }]);
    const odd = await prisma.webhookInbox.findFirstOrThrow({ where: { webhookId: "odd" } });
    expect(odd).toMatchObject({ processedAt: null, payload: { id: "not a number" } });
    expect(odd.refusal).toMatch(/expected number/);
    // It holds personal data, so it does not stay.
    await forgetSetAside(prisma, new Date(odd.receivedAt.getTime() + 29 * 86_400_000));
    expect(await prisma.webhookInbox.count({ where: { webhookId: "odd" } })).toBe(1);
    await forgetSetAside(prisma, new Date(odd.receivedAt.getTime() + 30 * 86_400_000));
    expect(await prisma.webhookInbox.findMany()).toMatchObject([{ webhookId: "good" }]);
  });

  test("a webhook's body, with what it says of the buyer, is not kept once it is worked off", async () => {
    const kept = await opened.database.prisma.webhookInbox.findMany({ where: { shop: SHOP } });
    expect(kept.map((row) => row.payload)).toEqual(kept.map(() => ({})));
  });
});
