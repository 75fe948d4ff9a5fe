import { globalId } from "@tandem/storefront-kit/ids";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { listOfferResults } from "../../app/offers/offer-results.server.ts";
import { boughtBefore } from "../../app/orders/bought-before.server.ts";
import { orderNames } from "../../app/orders/order-names.server.ts";
import { ordersPutOff } from "../../app/orders/orders-set-aside.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { orderBody } from "../support/order-bodies.ts";
import { COUNTED_CASES } from "../support/order-cases.ts";
import type { OrderNewsCase } from "../support/order-cases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const ORDERED = new Date("2026-11-02T08:00:00Z");
const NOW = new Date("2026-11-02T09:00:00Z");
const BUYER = globalId("Customer", 7001);

describe.each(EITHER_DATABASE)("what counts, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);
  const clock = clockOf(() => NOW);
  let told = 0;

  beforeEach(async () => {
    const { prisma } = shop.context;
    await forget();
    await prisma.shop.updateMany({ data: { createdAt: ORDERED } });
    await prisma.publishedTitle.createMany({
      data: [{ shop: SHOP, title: "Kit", offerId: "kit", publishedAt: new Date(0) }],
      skipDuplicates: true,
    });
    await saveProgramme(prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: { ...emptyProgramme(), isRunning: true, earnsSince: "2026-01-01" },
      version: 0,
      author: "7",
      now: NOW,
    });
  });

  async function forget(): Promise<void> {
    const { prisma } = shop.context;
    await emptyTables(prisma, ["webhookInbox", "orderFact", "refundFact", "attribution"]);
    await emptyTables(prisma, ["ledgerEntry", "loyaltyOrder", "setAside", "memberMirror"]);
    await prisma.loyaltyProgramme.deleteMany();
  }
  /** Forgets what was told, but for the programme. */
  async function forgetOrders(): Promise<void> {
    const { prisma } = shop.context;
    await emptyTables(prisma, ["webhookInbox", "orderFact", "refundFact", "attribution"]);
    await emptyTables(prisma, ["ledgerEntry", "loyaltyOrder"]);
  }
  async function tell({ topic, body, triggeredAfter = 0 }: OrderNewsCase): Promise<void> {
    const { prisma } = shop.context;
    const triggeredAt = new Date(ORDERED.getTime() + triggeredAfter);
    await storeWebhook(prisma, {
      shop: SHOP,
      webhookId: `counted-${++told}`,
      topic,
      triggeredAt,
      payload: body,
    });
    await processInbox(prisma, SHOP, clock);
  }
  async function counted() {
    const { prisma } = shop.context;
    const results = await listOfferResults(prisma, SHOP, new Date(0));
    const entries = await prisma.ledgerEntry.findMany({ where: { shop: SHOP, customerId: BUYER } });
    return {
      points: entries.reduce((sum, one) => sum + Number(one.points), 0),
      revenueMinor: results.reduce((sum, one) => sum + one.revenueMinor, 0),
    };
  }

  test.each(COUNTED_CASES)(
    "P29 P31: $name counts the same forwards, backwards and twice",
    async ({ news, points, revenueMinor }) => {
      const { prisma } = shop.context;
      for (const arrivals of [news, news.toReversed(), [...news, ...news]]) {
        await forgetOrders();
        for (const one of arrivals) await tell(one);
        expect(await counted()).toEqual({ points, revenueMinor });
        expect((await auditLedger(prisma, SHOP)).differences).toEqual([]);
        expect(await prisma.webhookInbox.count({ where: { processedAt: null } })).toBe(0);
      }
    },
  );

  test("P29: a customer who is removed, and comes back, has the points once", async () => {
    const at = (minute: number, customer: object | null) => ({
      topic: "ORDERS_UPDATED",
      body: orderBody(5, { updated_at: `2026-11-02T08:0${minute}:00Z`, customer }),
    });
    for (const one of [at(1, { id: 7001 }), at(2, null), at(3, { id: 7001 })]) await tell(one);
    expect(await counted()).toMatchObject({ points: 10 });
    await tell(at(4, { id: 7002 }));
    expect(await counted()).toMatchObject({ points: 0 });
    await tell(at(5, null));
    const { prisma } = shop.context;
    const all = await prisma.ledgerEntry.findMany({ where: { shop: SHOP } });
    expect(all.reduce((sum, one) => sum + Number(one.points), 0)).toBe(0);
    expect((await auditLedger(prisma, SHOP)).differences).toEqual([]);
  });

  test("P29: nothing was bought by a test order, or one that was voided or deleted; one that waits is on its way", async () => {
    const product = globalId("Product", 1001);
    const bought = () =>
      boughtBefore(shop.context.prisma, SHOP, { customerId: BUYER, orderId: null }, [product]);
    await tell({ topic: "ORDERS_CREATE", body: orderBody(1, { test: true }) });
    await tell({ topic: "ORDERS_CREATE", body: orderBody(2, { financial_status: "voided" }) });
    await tell({ topic: "ORDERS_CREATE", body: orderBody(3) });
    await tell({ topic: "ORDERS_DELETE", body: { id: "3" } });
    expect(await bought()).toEqual([]);
    await tell({ topic: "ORDERS_CREATE", body: orderBody(4, { financial_status: "pending" }) });
    expect(await bought()).toEqual([product]);
  });

  test("P29: two states of a second that nothing tells apart are asked of Shopify", async () => {
    const { prisma, client } = shop.context;
    const { store } = shop.standIn;
    const order = placeKitOrder(shop.standIn, ORDERED);
    const body = (more: object) =>
      orderBody(Number(order.id.split("/").at(-1)), {
        updated_at: order.updatedAt,
        customer: null,
        ...more,
      });
    await tell({ topic: "ORDERS_CREATE", body: body({ price: "10.00" }) });
    await tell({ topic: "ORDERS_UPDATED", body: body({ price: "11.00" }) });
    expect(await ordersPutOff(prisma, SHOP)).toEqual([order.id]);
    await reconcileOrders(prisma, SHOP, client, clock);
    expect(await ordersPutOff(prisma, SHOP)).toEqual([]);
    const known = await prisma.orderFact.findUniqueOrThrow({
      where: { shop_orderId: { shop: SHOP, orderId: order.id } },
    });
    expect(known).toMatchObject({ customerId: store.orders.require(order.id).customerId });
  });

  test("P29: a deletion that no webhook told is found, once a day, and one call looks at all", async () => {
    const { prisma, client } = shop.context;
    const order = placeKitOrder(shop.standIn, ORDERED);
    await reconcileOrders(prisma, SHOP, client, clock);
    expect(await counted()).toMatchObject({ revenueMinor: 1_580 });
    shop.standIn.store.orders.remove(order.id);
    await reconcileOrders(prisma, SHOP, client, clock);
    expect(await counted()).toMatchObject({ revenueMinor: 1_580 });
    const tomorrow = clockOf(() => new Date(NOW.getTime() + 86_400_000));
    let looks = 0;
    const counting: typeof client = {
      run: (document, ...rest) => {
        if (document.includes("FindOrders")) looks++;
        return client.run(document, ...rest);
      },
    };
    await reconcileOrders(prisma, SHOP, counting, tomorrow);
    expect(looks).toBe(1);
    expect(await counted()).toMatchObject({ revenueMinor: 0 });
    expect((await auditLedger(prisma, SHOP)).differences).toEqual([]);
  });

  test("P40: orders go by their names, also those that were stored before names were kept", async () => {
    const { prisma } = shop.context;
    const order = placeKitOrder(shop.standIn, ORDERED);
    await reconcileOrders(prisma, SHOP, shop.context.client, clock);
    const ids = [order.id, globalId("Order", 1)];
    const expected = new Map([[order.id, `#${order.number}`]]);
    expect(await orderNames(shop.context, ids)).toEqual(expected);
    await prisma.orderFact.updateMany({ data: { name: null } });
    expect(await orderNames(shop.context, ids)).toEqual(expected);
    expect(await prisma.orderFact.findFirst()).toMatchObject({ name: `#${order.number}` });
  });
});
