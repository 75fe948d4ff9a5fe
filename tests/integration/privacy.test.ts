import { randomUUID } from "node:crypto";

import { refundLines } from "@tandem/devstore/checkout";
import { numberOf } from "@tandem/devstore/state";
import type { Fulfillment, Order } from "@tandem/devstore/state";
import {
  fulfillmentPayload,
  mergePayload,
  orderPayload,
  refundPayload,
} from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { skipStep } from "../../app/follow-ups/send-once.server.ts";
import { savePulseRules } from "../../app/follow-ups/pulses.server.ts";
import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { tellBirthday } from "../../app/loyalty/bonuses/birthdays.server.ts";
import { adjustPoints } from "../../app/loyalty/members.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import type { Friend } from "../../app/loyalty/referrals/judge-friend.server.ts";
import { referralCodeOf, takeFriendCode } from "../../app/loyalty/referrals/take-code.server.ts";
import { recordHistory } from "../../app/orders/history/record-history.server.ts";
import { ORDERS } from "../../app/orders/orders-set-aside.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { ItemRun } from "../../app/set-aside/item-run.server.ts";
import { emptyBonuses } from "../../core/loyalty/bonuses-schema.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { dumpDatabase, rowsNaming } from "../support/dump.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const ORDERED = new Date("2026-11-02T08:00:00Z");
const days = (count: number) => new Date(ORDERED.getTime() + count * 86_400_000);

/** A parcel with all of an order, which left then. */
const parcelOf = (order: Order, at: Date): Fulfillment => ({
  ...{ id: "gid://shopify/Fulfillment/9001", status: "success", shipmentStatus: null },
  ...{ createdAt: at.toISOString(), updatedAt: at.toISOString() },
  lines: order.lines.map(({ id, quantity }) => ({ lineItemId: id, quantity })),
});
const NUMBER = 7000123456;
const CUSTOMER = `gid://shopify/Customer/${NUMBER}`;
const TRACES = [String(NUMBER), "Ada", "Lovelace", "ada@example.com", "+49 30 901820"];

describe.each(EITHER_DATABASE)("a customer who was erased, on %s", (_name, open) => {
  const shop = useShop(open, () => ORDERED);
  const clock = clockOf(() => ORDERED);
  const prisma = () => shop.opened.database.prisma;
  let order: Order;

  beforeEach(async () => {
    await emptyTables(prisma(), [
      ...(["ledgerEntry", "loyaltyOrder", "loyaltyProgramme", "memberMirror"] as const),
      ...(["memberProfile", "orderContact", "orderFact", "refundFact", "referral"] as const),
      ...(["webhookInbox", "setAside", "followUp", "followUpMail", "orderFulfillment"] as const),
    ]);
    const saved = await saveProgramme(prisma(), {
      shop: SHOP,
      currencyCode: "EUR",
      draft: {
        ...emptyProgramme(),
        isRunning: true,
        bonuses: {
          ...emptyBonuses(),
          ...{ signUpPoints: "50", birthdayPoints: "20" },
          hasReferral: true,
          referral: { points: "500", friendOff: "5", minimum: "15", friendsPerYear: "20" },
        },
      },
      version: 0,
      author: "7",
      now: days(-300),
    });
    expect(saved).toMatchObject({ ok: true });
    await savePulseRules(prisma(), SHOP, {
      ...{ isOnOrderStatus: true, daysAfterFulfilment: 7 },
      supportEmail: null,
    });
    order = placeOrder();
  });

  /** An order of Ada's, at the stand-in as well. */
  function placeOrder(): Order {
    const { store } = shop.standIn;
    const placed = placeKitOrder(shop.standIn, ORDERED);
    store.customers.put({
      ...store.customers.require(placed.customerId!),
      ...{ id: CUSTOMER, firstName: "Ada", lastName: "Lovelace", email: "ada@example.com" },
    });
    const own = { ...placed, customerId: CUSTOMER, email: "ada@example.com" };
    store.orders.put(own);
    return own;
  }
  /** As Shopify tells of it: with all that it knows of who bought. */
  const bodyOf = (one: Order, updatedAt = ORDERED) => ({
    ...orderPayload(one, "EUR"),
    updated_at: updatedAt.toISOString(),
    customer: { id: NUMBER, first_name: "Ada", last_name: "Lovelace", phone: "+49 30 901820" },
    note: "For Ada, at the back door",
  });
  const store = (topic: string, payload: unknown) =>
    storeWebhook(prisma(), {
      ...{ shop: SHOP, webhookId: randomUUID(), topic, triggeredAt: ORDERED, payload },
    });
  const work = () => processInbox(prisma(), SHOP, clock);
  const tell = async (topic: string, payload: unknown) => {
    await store(topic, payload);
    await work();
  };
  const erase = (orders: readonly number[] = [numberOf(order.id)]) =>
    servePrivacyRequest(prisma(), {
      shop: SHOP,
      webhookId: randomUUID(),
      topic: "CUSTOMERS_REDACT",
      triggeredAt: ORDERED,
      payload: {
        ...{ shop_id: 1, shop_domain: SHOP, orders_to_redact: orders },
        customer: { id: NUMBER, email: "ada@example.com", phone: "+49 30 901820" },
      },
    });
  const traces = async () => rowsNaming(await dumpDatabase(shop.opened.database), TRACES);

  test("stays so whatever news of theirs comes later, and their order counts without them", async () => {
    await tell("ORDERS_CREATE", bodyOf(order));
    await tellBirthday(prisma(), SHOP, CUSTOMER, { month: 12, day: 24 }, days(-200));
    expect((await traces()).length).toBeGreaterThan(4);
    await erase();
    expect(await traces()).toEqual([]);
    const { refund } = refundLines(
      shop.standIn.store,
      order,
      new Map([[order.lines[0]!.id, 1]]),
      ORDERED,
    );
    await tell("ORDERS_CREATE", bodyOf(order, days(-1)));
    await tell("ORDERS_UPDATED", bodyOf(order, days(1)));
    await tell("REFUNDS_CREATE", refundPayload(refund, order, "EUR"));
    await tell("FULFILLMENTS_CREATE", {
      ...fulfillmentPayload(order, parcelOf(order, days(1))),
      destination: { first_name: "Ada", phone: "+49 30 901820" },
    });
    await tell("CUSTOMERS_CREATE", account());
    await tell("ORDERS_CREATE", bodyOf(placeOrder()));
    expect(await traces()).toEqual([]);
    expect(await prisma().orderFact.count({ where: { customerId: null } })).toBe(2);
    expect(await auditLedger(prisma(), SHOP)).toMatchObject({ orders: 2, differences: [] });
  });

  const account = () => ({
    id: NUMBER,
    state: "enabled",
    ...{ created_at: ORDERED.toISOString(), first_name: "Ada", email: "ada@example.com" },
  });

  test("comes back neither by Shopify’s answers, nor with the history, nor by hand", async () => {
    const other = placeOrder();
    await erase([]);
    const { client } = shop.context;
    await prisma().shop.updateMany({ data: { ordersReconciledTo: days(-1) } });
    await reconcileOrders(prisma(), SHOP, client, clock);
    const read = parseOrderPayload(bodyOf(other)).order;
    const run = new ItemRun({ prisma: prisma(), shop: SHOP, now: () => ORDERED }, ORDERS);
    const later = { ...read, orderId: "gid://shopify/Order/99" };
    const untold = { currentQuantities: new Map<string, number>(), refunds: [], totals: null };
    const batch = [read, later].map((one) => ({ order: one, ...untold }));
    await recordHistory({ prisma: prisma(), shop: SHOP, client }, run, batch, days(9), ORDERED);
    const gift = { id: randomUUID(), points: 5, reason: "For Ada" };
    const refusal = await adjustPoints(
      { prisma: prisma(), shop: SHOP },
      String(NUMBER),
      gift,
      "7",
      clock,
    );
    expect(refusal).toMatch(/erased/);
    await tellBirthday(prisma(), SHOP, CUSTOMER, { month: 12, day: 24 }, ORDERED);
    await referralCodeOf(prisma(), SHOP, CUSTOMER);
    const step = {
      ...{ orderId: order.id, stepId: "1", sequenceId: null },
      ...{ customerId: CUSTOMER, addressHash: null },
    };
    await skipStep(prisma(), { shop: SHOP, ...step }, "skipped", "Nothing", ORDERED);
    expect(await traces()).toEqual([]);
    const facts = await prisma().orderFact.findMany({ select: { orderId: true } });
    const kept = [order.id, other.id, later.orderId];
    expect(facts.map((fact) => fact.orderId)).toEqual(expect.arrayContaining(kept));
  });

  test("is gone from webhooks that wait or were refused, and no order is lost with them", async () => {
    await tell("ORDERS_CREATE", { ...bodyOf(order), currency: null });
    await store("FULFILLMENTS_CREATE", {
      order_id: numberOf(order.id),
      destination: { name: "Ada" },
    });
    await store("CUSTOMERS_CREATE", account());
    await store("ORDERS_CREATE", bodyOf(order));
    expect(await prisma().setAside.count({ where: { kind: "webhook" } })).toBe(1);
    await erase();
    expect(await traces()).toEqual([]);
    expect(await prisma().setAside.findMany({ select: { kind: true, itemId: true } })).toEqual([
      { kind: "order", itemId: order.id },
    ]);
    await work();
    await reconcileOrders(prisma(), SHOP, shop.context.client, clock);
    expect(await prisma().orderFact.findMany()).toMatchObject([
      { orderId: order.id, customerId: null },
    ]);
    expect(await prisma().setAside.count()).toBe(0);
    expect(await traces()).toEqual([]);
  });

  test("is not kept for another try where later news of theirs is refused", async () => {
    await erase();
    await tell("ORDERS_CREATE", { ...bodyOf(order), currency: null });
    expect(await prisma().webhookInbox.count({ where: { refusal: { not: null } } })).toBe(1);
    expect(await traces()).toEqual([]);
    await reconcileOrders(prisma(), SHOP, shop.context.client, clock);
    expect(await prisma().orderFact.findMany()).toMatchObject([{ customerId: null }]);
  });

  test.each<[string, string, () => object]>([
    ["account", "CUSTOMERS_CREATE", () => ({ ...account(), created_at: "?" })],
    [
      "order with a text as id",
      "ORDERS_CREATE",
      () => ({
        ...{ id: 99, currency: null, name: "Ada", customer: { id: String(NUMBER) } },
      }),
    ],
    [
      "shipment by its address",
      "FULFILLMENTS_CREATE",
      () => ({ id: "?", order_id: "?", email: "Ada@example.com", destination: { name: "Ada" } }),
    ],
    [
      "shipment by its phone",
      "FULFILLMENTS_CREATE",
      () => ({ id: "?", destination: { name: "Ada", phone: "+4930901820" } }),
    ],
    [
      "shipment by its phone, as it is dialed within the country",
      "FULFILLMENTS_CREATE",
      () => ({ id: "?", destination: { name: "Ada", phone: "(030) 90 18-20" } }),
    ],
    [
      "shipment by its phone in a note",
      "FULFILLMENTS_CREATE",
      () => ({ id: "?", note: "Ring Ada: 030/901820, twice" }),
    ],
    ...[
      "Ada is ada@example.com.",
      "Ada (ada@example.com)",
      "Ada: mailto:ada@example.com?subject=Hi",
      "Ada is 'ada@example.com'",
      "Ada’s: „ada@example.com“",
      "Ada=ada@example.com|ok",
      "Ada, ada@example.com/ask",
    ].map((note): [string, string, () => object] => [
      `shipment by its address in “${note}”`,
      "FULFILLMENTS_CREATE",
      () => ({ id: "?", note }),
    ]),
  ])("leaves nothing where later news is refused: %s", async (_what, topic, body) => {
    await erase();
    await tell(topic, body());
    expect(await prisma().setAside.count({ where: { kind: "webhook" } })).toBe(1);
    expect(await traces()).toEqual([]);
    expect(JSON.stringify(await prisma().webhookInbox.findMany())).not.toMatch(/ada/i);
  });

  test("gets no code of a friend’s any more, nor does a friend by a link of theirs", async () => {
    await erase();
    const { standIn, context } = shop;
    const rules = { points: 1, friendOffMinor: 500, minimumMinor: 1500, friendsPerYear: 9 };
    const take = (referrerId: string, friend: Friend) =>
      takeFriendCode(
        prisma(),
        SHOP,
        context.client,
        { id: randomUUID(), referrerId, friend, rules, currencyCode: "EUR" },
        clock,
      );
    // Shopify still has them, with an address of which nothing is known, and without an order.
    const theirs = standIn.store.customers.require(CUSTOMER);
    standIn.store.customers.put({ ...theirs, email: "new@example.com" });
    for (const one of standIn.store.orders.all().filter((each) => each.customerId === CUSTOMER))
      standIn.store.orders.put({ ...one, customerId: null });
    const other = "gid://shopify/Customer/1";
    const known = { ok: false, refusal: "known" };
    expect(await take(other, { customerId: CUSTOMER })).toEqual(known);
    expect(await take(other, { email: "new@example.com" })).toEqual(known);
    const gone = { ok: false, refusal: "gone" };
    expect(await take(CUSTOMER, { email: "friend@example.com" })).toEqual(gone);
    expect(await prisma().referral.count()).toBe(0);
    expect(await traces()).toEqual([]);
  });

  test("takes along whom Shopify made one with them, before and after", async () => {
    const numbers = [8000123456, 8500123456, 9000123456];
    const [before, waiting, after] = numbers.map((one) => `gid://shopify/Customer/${one}`);
    const give = (customerId: string, points: number) =>
      adjustPoints(
        { prisma: prisma(), shop: SHOP },
        String(numberOf(customerId)),
        { id: randomUUID(), points, reason: "Gift" },
        "7",
        clock,
      );
    // What comes to nothing is moved nowhere, and stays under the old id.
    for (const points of [30, -30]) await give(before!, points);
    await give(waiting!, 20);
    await give(after!, 10);
    await tell("CUSTOMERS_MERGE", mergePayload(CUSTOMER, before!));
    await store("CUSTOMERS_MERGE", mergePayload(CUSTOMER, waiting!));
    await erase();
    await tell("CUSTOMERS_MERGE", mergePayload(CUSTOMER, after!));
    await tell("ORDERS_CREATE", { ...bodyOf(order), customer: { id: 8000123456 } });
    const dump = await dumpDatabase(shop.opened.database);
    expect(rowsNaming(dump, [...TRACES, ...numbers.map(String)])).toEqual([]);
  });

  test("is erased for good, whatever is recorded in the same moment", async () => {
    for (let round = 0; round < 3; round++) {
      for (const one of [order, placeOrder()]) await store("ORDERS_CREATE", bodyOf(one));
      await Promise.all([
        work(),
        erase([]),
        tellBirthday(prisma(), SHOP, CUSTOMER, { month: 1, day: 1 + round }, ORDERED),
      ]);
      await work();
      expect(await traces()).toEqual([]);
      await prisma().erasedSubject.deleteMany();
    }
  });

  test("may have no more than an address", async () => {
    await tell("ORDERS_CREATE", { ...bodyOf(order), customer: null });
    expect(await prisma().orderContact.count()).toBe(1);
    await servePrivacyRequest(prisma(), {
      ...{ shop: SHOP, webhookId: randomUUID(), topic: "CUSTOMERS_REDACT", triggeredAt: ORDERED },
      payload: { customer: { id: null, email: "ADA@example.com" }, orders_to_redact: [] },
    });
    expect(await prisma().orderContact.count()).toBe(0);
  });
});
