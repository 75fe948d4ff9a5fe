import type { Prisma, PrismaClient } from "@prisma/client";
import { globalId } from "@tandem/storefront-kit/ids";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { tellConsent } from "../../app/follow-ups/tell-consent.server.ts";
import { tellFlow } from "../../app/follow-ups/tell-flow.server.ts";
import { settleRedemptions } from "../../app/loyalty/redeem/settle-redemptions.server.ts";
import { workOneClick } from "../../app/one-click/settle-one-click.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { listSetAside } from "../../app/set-aside/list-set-aside.server.ts";
import { tryAgain } from "../../app/set-aside/try-again.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { clockOf } from "../support/clock.ts";
import { orderBody } from "../support/order-bodies.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T09:00:00Z");
const HOUR = 3_600_000;

/** A kind of work whose items are worked off in order, with two that wait, of which the first may be made to fail. */
interface Work {
  readonly kind: string;
  /** Part of what is asked of Shopify for the first item alone. */
  readonly first: string;
  readonly seed: (prisma: PrismaClient) => Promise<unknown>;
  readonly run: (prisma: PrismaClient, client: AdminClient, now: () => Date) => Promise<unknown>;
  /** Items that are done. */
  readonly done: (prisma: PrismaClient) => Promise<number>;
}

const WORK: readonly Work[] = [
  {
    kind: "flow-event",
    first: "first",
    seed: (prisma) =>
      prisma.flowEvent.createMany({
        data: ["first", "second"].map((key, index) => ({
          shop: SHOP,
          key,
          handle: "offer-accepted",
          payload: { Offer: key, Revenue: "1.00", order_id: 1 },
          createdAt: new Date(NOW.getTime() + index),
        })),
      }),
    run: (prisma, client, now) => tellFlow(prisma, SHOP, client, now),
    done: (prisma) => prisma.flowEvent.count({ where: { toldAt: { not: null } } }),
  },
  {
    kind: "pulse",
    first: '"order_id":1,',
    seed: (prisma) =>
      prisma.pulse.createMany({
        data: [1, 2].map((number) => ({
          shop: SHOP,
          orderId: globalId("Order", number),
          customerId: globalId("Customer", 7),
          answer: "happy",
          comment: "Good",
          answeredAt: new Date(NOW.getTime() + number),
        })),
      }),
    run: (prisma, client, now) => tellFlow(prisma, SHOP, client, now),
    done: (prisma) => prisma.pulse.count({ where: { toldFlowAt: { not: null } } }),
  },
  {
    kind: "consent",
    first: globalId("Customer", 1),
    seed: (prisma) =>
      prisma.mailBlock.createMany({
        data: [1, 2].map((number) => ({
          shop: SHOP,
          customerId: globalId("Customer", number),
          reason: "unsubscribed",
          createdAt: NOW,
        })),
      }),
    run: (prisma, client, now) => tellConsent(prisma, SHOP, client, now),
    done: (prisma) => prisma.mailBlock.count({ where: { toldShopifyAt: { not: null } } }),
  },
  {
    kind: "redemption",
    first: globalId("Customer", 1),
    seed: (prisma) =>
      prisma.redemption.createMany({
        data: [1, 2].map((number) => ({
          shop: SHOP,
          id: `00000000-0000-4000-8000-00000000000${number}`,
          customerId: globalId("Customer", number),
          points: 100,
          amountMinor: 100,
          currencyCode: "EUR",
          way: "code",
          state: "reserved",
          createdAt: new Date(NOW.getTime() + number),
        })),
      }),
    run: (prisma, client, now) => settleRedemptions(prisma, SHOP, client, clockOf(now)),
    done: (prisma) => prisma.redemption.count({ where: { state: { not: "reserved" } } }),
  },
  {
    kind: "one-click",
    first: "checkout-1",
    seed: (prisma) =>
      prisma.oneClick.createMany({
        data: [1, 2].map((number) => ({
          shop: SHOP,
          referenceId: `checkout-${number}`,
          state: "declined",
          createdAt: NOW,
          dueAt: new Date(NOW.getTime() - HOUR + number),
        })),
      }),
    run: (prisma, client, now) => workOneClick({ prisma, shop: SHOP, client }, clockOf(now)),
    // A checkout that became no order is forgotten.
    done: async (prisma) => 2 - (await prisma.oneClick.count({ where: { dueAt: { not: null } } })),
  },
];

/** Answers everything as Shopify does where nothing is known of it, and fails where it is asked about one thing. */
function failingOn(text: string, failure: Error, otherwise: AdminClient): AdminClient {
  return {
    run: (document, variables, schema) =>
      JSON.stringify(variables).includes(text)
        ? Promise.reject(failure)
        : otherwise.run(document, variables, schema),
  };
}

describe.each(DATABASES)("P27: one bad item never holds up the next, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);
  beforeEach(() =>
    emptyTables(shop.context.prisma, [
      "setAside",
      "webhookInbox",
      "orderFact",
      "flowEvent",
      "pulse",
      "mailBlock",
      "redemption",
      "oneClick",
      "ledgerEntry",
    ]),
  );
  const receive = (webhookId: string, topic: string, payload: unknown, minute = 0) =>
    storeWebhook(shop.context.prisma, {
      shop: SHOP,
      webhookId,
      topic,
      triggeredAt: new Date(NOW.getTime() + minute * 60_000),
      payload,
    });
  const work = (now = NOW) =>
    processInbox(
      shop.context.prisma,
      SHOP,
      clockOf(() => now),
    );
  const setAside = async () => (await listSetAside(shop.context)).items;

  test.each([
    ["a body of null", "ORDERS_CREATE", null, /expected object/],
    ["an empty date", "ORDERS_CREATE", orderBody(1, { updated_at: "" }), /updated_at/],
    ["an amount that is none", "ORDERS_CREATE", orderBody(1, { price: "a lot" }), /"a lot"/],
    ["an amount beyond all numbers", "ORDERS_CREATE", orderBody(1, { price: "1e40" }), /too large/],
    ["a collection without its id", "COLLECTIONS_UPDATE", {}, /expected number/],
    ["a customer of another form", "CUSTOMERS_CREATE", [], /expected object/],
  ])("a webhook with %s is set aside with the reason", async (_what, topic, payload, reason) => {
    const { prisma } = shop.context;
    await receive("bad", topic, payload);
    await receive("good", "ORDERS_CREATE", orderBody(2), 1);
    await work();
    expect((await prisma.orderFact.findMany()).map((one) => one.orderId)).toEqual([
      globalId("Order", 2),
    ]);
    expect(await setAside()).toMatchObject([{ kind: "webhook", itemId: "bad" }]);
    expect((await setAside())[0]!.reason).toMatch(reason);
  });

  test("amounts told as numbers, or as what a subtraction left over, are read", async () => {
    const line = orderBody(3).line_items[0]!;
    const left = [{ amount: "2.84e-14", discount_application_index: 0 }];
    const odd = { ...line, price: 12.5, discount_allocations: left };
    await receive("odd", "ORDERS_CREATE", orderBody(3, { line_items: [odd] }));
    await work();
    expect(await setAside()).toEqual([]);
    expect(await shop.context.prisma.orderFact.findFirst()).toMatchObject({
      facts: { lines: [{ unitPriceMinor: 1_250, discounts: [{ amountMinor: 0 }] }] },
    });
  });

  test("a webhook that is retried by hand is worked off, or is set aside again", async () => {
    const { prisma } = shop.context;
    await receive("bad", "ORDERS_CREATE", orderBody(1, { updated_at: "" }));
    await work();
    expect([...(await tryAgain(prisma, SHOP, null, NOW))]).toEqual(["inbox"]);
    expect(await setAside()).toEqual([]);
    await work();
    expect(await setAside()).toMatchObject([{ itemId: "bad", subject: { link: "View order" } }]);
    await prisma.webhookInbox.updateMany({
      data: { payload: orderBody(1) as Prisma.InputJsonObject },
    });
    await tryAgain(prisma, SHOP, { kind: "webhook", itemId: "bad" }, NOW);
    await work();
    expect(await setAside()).toEqual([]);
    expect(await prisma.orderFact.count()).toBe(1);
  });

  test("an order that the Admin API tells of in another form is set aside, and retried by hand", async () => {
    const { prisma, client } = shop.context;
    const { store } = shop.standIn;
    for (const order of store.orders.all()) store.orders.remove(order.id);
    const [bad, good] = [1, 2].map((minute) =>
      placeKitOrder(shop.standIn, new Date(NOW.getTime() + minute * 60_000)),
    );
    await prisma.shop.updateMany({ data: { createdAt: NOW } });
    const strange = new AdminApiError("Shopify's answer has an unexpected form.", {
      isTransient: false,
    });
    const reconcile = (asked: AdminClient) =>
      reconcileOrders(
        prisma,
        SHOP,
        asked,
        clockOf(() => NOW),
      );
    await reconcile(failingOn(bad!.id, strange, client));
    expect((await prisma.orderFact.findMany()).map((one) => one.orderId)).toEqual([good!.id]);
    expect(await setAside()).toMatchObject([
      { kind: "order", itemId: bad!.id, reason: "Shopify's answer has an unexpected form." },
    ]);
    expect([...(await tryAgain(prisma, SHOP, null, NOW))]).toEqual(["reconcile"]);
    await reconcile(client);
    expect(await prisma.orderFact.count()).toBe(2);
    expect(await prisma.setAside.count()).toBe(0);
  });

  describe.each(WORK)("$kind", ({ kind, first, seed, run, done }) => {
    test("what cannot work is set aside, the next is done, and a retry does it", async () => {
      const { prisma } = shop.context;
      const refusal = new AdminApiError("Shopify does not know it.", { isTransient: false });
      const willing = answering();
      await seed(prisma);
      await run(prisma, failingOn(first, refusal, willing), () => NOW);
      expect(await setAside()).toMatchObject([{ kind, reason: "Shopify does not know it." }]);
      const before = await done(prisma);
      expect(before).toBeGreaterThan(0);
      await tryAgain(prisma, SHOP, null, NOW);
      await run(prisma, willing, () => NOW);
      expect(await setAside()).toEqual([]);
      expect(await done(prisma)).toBe(2);
    });

    test("what may work later is tried again, and set aside when that goes on for hours", async () => {
      const { prisma } = shop.context;
      const away = new AdminApiError("Shopify answered 502.", { isTransient: true });
      const client = failingOn(first, away, answering());
      await seed(prisma);
      for (let hour = 0; hour < 6; hour++) {
        const now = () => new Date(NOW.getTime() + hour * HOUR);
        await expect(run(prisma, client, now)).rejects.toThrow("502");
        expect(await setAside()).toEqual([]);
        expect(await done(prisma)).toBe(1);
      }
      await run(prisma, client, () => new Date(NOW.getTime() + 6 * HOUR)).catch(() => null);
      expect(await setAside()).toMatchObject([{ kind, reason: expect.stringContaining("502") }]);
    });
  });
});

/** Shopify as it answers each of these where all is well. */
function answering(): AdminClient {
  const answers = {
    flowTriggerReceive: { userErrors: [] },
    customerEmailMarketingConsentUpdate: { userErrors: [] },
    discountCodeBasicCreate: {
      codeDiscountNode: { id: "gid://shopify/DiscountCodeNode/1" },
      userErrors: [],
    },
    codeDiscountNodeByCode: null,
    orders: { nodes: [] },
    order: null,
    customer: null,
  };
  return { run: (_document, _variables, schema) => Promise.resolve(schema.parse(answers)) };
}
