import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { findFailedDeliveries } from "../../app/follow-ups/failed-deliveries.server.ts";
import { fillCampaigns } from "../../app/loyalty/campaign-collections.server.ts";
import { exportMembers } from "../../app/loyalty/export-members.server.ts";
import { listMembers } from "../../app/loyalty/members.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { send, become } from "../support/parcels.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const MANY = 120;
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const numbers = Array.from({ length: MANY }, (_one, index) => index);

describe.each(EITHER_DATABASE)("Shopify is asked for many at once, on %s", (_name, open) => {
  let looks = 0;
  // Each time that the stand-in looks at its clock, its bucket of points is full again: what is throttled is not shown here.
  const shop = useShop(open, () => new Date(NOW.getTime() + 30_000 * looks++));

  beforeEach(() => {
    looks = 0;
    return emptyTables(shop.context.prisma, [
      "ledgerEntry",
      "memberMirror",
      "orderFact",
      "orderFulfillment",
      "refundFact",
      "setAside",
    ]);
  });

  /** What is asked of Shopify while something is done, by the names of operations. */
  async function callsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
    const { callsByName } = shop.standIn.devstore.meter;
    callsByName.clear();
    await work();
    return Object.fromEntries(callsByName);
  }

  test("120 members are named in two calls, and a page of them in one", async () => {
    const { prisma } = shop.context;
    const [known] = shop.standIn.store.customers.all();
    const ids = numbers.map((number) => `gid://shopify/Customer/${90_000 + number}`);
    for (const [number, id] of ids.entries())
      shop.standIn.store.customers.put({ ...known!, id, firstName: `Ada${number}` });
    const at = { createdAt: NOW, availableAt: NOW };
    await prisma.ledgerEntry.createMany({
      data: ids.map((customerId) => ({
        ...{ shop: SHOP, key: customerId, customerId, kind: "adjusted", points: 10 },
        ...{ ...at, programmeVersion: 1 },
      })),
    });
    await prisma.memberMirror.createMany({
      data: ids.map((customerId) => ({ shop: SHOP, customerId, requested: 1 })),
    });
    const page = { words: "", tierId: "", page: 1 };
    expect(await callsOf(() => listMembers(shop.context, page, NOW))).toEqual({ GetCustomers: 1 });
    let csv = "";
    const calls = await callsOf(async () => {
      csv = (await exportMembers(shop.context, "", NOW)).csv;
    });
    expect(calls).toEqual({ GetCustomers: 2 });
    for (const number of numbers) expect(csv).toContain(`Ada${number} `);
  });

  test("120 orders that no webhook told of are read in few calls, with their parcels and what is in these", async () => {
    const { prisma, client } = shop.context;
    const { store } = shop.standIn;
    for (const order of store.orders.all()) store.orders.remove(order.id);
    const orders = numbers.map((number) => placeKitOrder(shop.standIn, minutes(number)));
    for (const { id } of orders) send(store, id, minutes(MANY));
    await prisma.shop.updateMany({ data: { createdAt: NOW } });
    const clock = clockOf(() => minutes(MANY + 1));
    const calls = await callsOf(() => reconcileOrders(prisma, SHOP, client, clock));
    expect(calls).toEqual({
      // A hundred in one; those that are known are asked for once a day, 250 in one.
      ListUpdatedOrders: 2,
      FindOrders: 1,
      // A call may cost 1,000 points: twelve orders with their lines, 50 with their parcels' states, 25 parcels with their lines.
      GetOrders: 11,
      GetFulfillments: 4,
      GetFulfilledLines: 6,
    });
    const facts = await prisma.orderFact.findMany();
    expect(new Set(facts.map((fact) => fact.orderId))).toEqual(new Set(orders.map(({ id }) => id)));
    const parcels = await prisma.orderFulfillment.findMany();
    expect(parcels.map((one) => one.lines)).toEqual(
      numbers.map(() => [
        { lineItemId: expect.any(String), quantity: 2 },
        { lineItemId: expect.any(String), quantity: 1 },
      ]),
    );
  });

  test("an order of many lines is read to its end, beside others", async () => {
    const { prisma, client } = shop.context;
    const { store } = shop.standIn;
    for (const order of store.orders.all()) store.orders.remove(order.id);
    const [large, small] = [placeKitOrder(shop.standIn, NOW), placeKitOrder(shop.standIn, NOW)];
    const lines = numbers.map((number) => ({ ...large.lines[0]!, id: `${large.id}/${number}` }));
    store.orders.put({ ...large, lines });
    await prisma.shop.updateMany({ data: { createdAt: NOW } });
    const clock = clockOf(() => minutes(1));
    const calls = await callsOf(() => reconcileOrders(prisma, SHOP, client, clock));
    // Both together, and the large one by itself: seventy lines, and fifty.
    expect(calls["GetOrders"]).toBe(3);
    const linesOf = async (orderId: string) => {
      const row = await prisma.orderFact.findUniqueOrThrow({
        where: { shop_orderId: { shop: SHOP, orderId } },
      });
      return (row.facts as { lines?: unknown[] }).lines?.length;
    };
    expect(await linesOf(large.id)).toBe(MANY);
    expect(await linesOf(small.id)).toBe(2);
  });

  test("failed deliveries are named by what is stored; one that was deleted is not shown", async () => {
    const { prisma, client } = shop.context;
    const { store } = shop.standIn;
    for (const order of store.orders.all()) store.orders.remove(order.id);
    const orders = numbers
      .slice(0, 3)
      .map((number) => placeKitOrder(shop.standIn, minutes(number)));
    for (const { id } of orders) {
      const parcel = send(store, id, minutes(MANY));
      become(store, id, parcel.id, "attempted_delivery", minutes(MANY));
    }
    await prisma.shop.updateMany({ data: { createdAt: NOW } });
    const clock = clockOf(() => minutes(MANY));
    await reconcileOrders(prisma, SHOP, client, clock);
    const [gone, ...others] = orders;
    await prisma.orderFact.updateMany({
      where: { orderId: gone!.id },
      data: { standing: "deleted" },
    });
    let names: (string | null)[] = [];
    const calls = await callsOf(async () => {
      const found = await findFailedDeliveries(shop.context, minutes(MANY));
      names = found.map((one) => one.orderName);
    });
    expect(calls).toEqual({});
    expect(names.toSorted()).toEqual(others.map(({ number }) => `#${number}`).toSorted());
  });

  test("collections of campaigns are read three in a call, with up to 250 products each", async () => {
    const { client } = shop.context;
    const { collections } = shop.standIn.store;
    const known = collections.all()[0]!;
    const asked = numbers
      .slice(0, 4)
      .map((number) => collections.put({ ...known, id: `${known.id}${number}` }));
    const campaigns = [...asked, ...asked].map(({ id }) => ({
      scope: "collection",
      collectionId: id,
    }));
    const calls = await callsOf(() => fillCampaigns(client, { earning: { campaigns } }));
    expect(calls).toEqual({ GetCollections: 2 });
  });
});
