import { beforeEach, describe, expect, test } from "vitest";

import { accountHistory } from "../../app/loyalty/account-history.server.ts";
import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { askForHistory, importHistory } from "../../app/orders/history/import-history.server.ts";
import { readHistoryLines } from "../../app/orders/history/read-history-file.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { recordOrder } from "../../app/orders/record-order.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { emptyProgramme, emptyTier } from "../../core/loyalty/programme-schema.ts";
import { refundLines } from "../../devstore/checkout/change-order.ts";
import { currentTotals } from "../../devstore/checkout/order-totals.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { clockOf } from "../support/clock.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");

describe.each(EITHER_DATABASE)("the order history, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);

  beforeEach(async () => {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "orderHistory",
      "setAside",
      "orderFact",
      "refundFact",
      "ledgerEntry",
      "loyaltyOrder",
      "loyaltyProgramme",
      "memberMirror",
    ]);
    await prisma.shop.updateMany({ data: { createdAt: NOW } });
    const { store } = shop.standIn;
    store.orders.all().forEach((order, index) => {
      if (index % 20 === 0) refundLines(store, order, new Map([[order.lines[0]!.id, 1]]), NOW);
    });
  });

  async function read(client = shop.standIn.client): Promise<void> {
    const { prisma } = shop.opened.database;
    while (await importHistory(prisma, SHOP, client, () => new Date()));
  }
  const save = (more: object, version = 0) =>
    saveProgramme(shop.opened.database.prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: { ...emptyProgramme(), isRunning: true, ...more },
      version,
      author: "7",
      now: NOW,
    });
  const sums = async () => {
    const rows = await shop.opened.database.prisma.ledgerEntry.findMany({ where: { shop: SHOP } });
    const byOrder = new Map<string, number>();
    for (const { orderId, points } of rows)
      byOrder.set(orderId!, (byOrder.get(orderId!) ?? 0) + Number(points));
    return byOrder;
  };

  test("is read from Shopify's file, with what was refunded", async () => {
    const { prisma } = shop.opened.database;
    await askForHistory(prisma, SHOP);
    await read();
    const { store } = shop.standIn;
    expect(await prisma.orderFact.count()).toBe(store.orders.size);
    const refunds = store.orders.all().flatMap((order) => order.refunds);
    expect(refunds.length).toBeGreaterThan(0);
    expect(await prisma.refundFact.count()).toBe(refunds.length);
    expect(await prisma.orderHistory.findFirst()).toMatchObject({
      state: "done",
      done: store.orders.size,
      total: store.orders.size,
    });
  });

  test("goes on where it was when it dies, and reads nothing twice", async () => {
    const { prisma } = shop.opened.database;
    const { store, client } = shop.standIn;
    await askForHistory(prisma, SHOP);
    let calls = 0;
    const dying = () => {
      if (++calls === 2) throw new Error("dead");
      return NOW;
    };
    const readUntilDead = async () => {
      while (await importHistory(prisma, SHOP, client, dying));
    };
    await expect(readUntilDead()).rejects.toThrow("dead");
    const before = await prisma.orderFact.count();
    expect(await prisma.orderHistory.findFirst()).toMatchObject({ state: "reading", done: before });
    expect(before).toBeLessThan(store.orders.size);
    await read();
    expect(await prisma.orderFact.count()).toBe(store.orders.size);
  });

  test("P27: lets no order hold up the others: those that Shopify does not tell of now are read later", async () => {
    const { prisma } = shop.opened.database;
    const { store, client } = shop.standIn;
    await askForHistory(prisma, SHOP);
    let calls = 0;
    const flaky: AdminClient = {
      run: (...call) =>
        ++calls % 7 === 0
          ? Promise.reject(new AdminApiError("Away.", { isTransient: true }))
          : client.run(...call),
    };
    for (;;)
      try {
        await read(flaky);
        break;
      } catch (failure) {
        if (!(failure instanceof AdminApiError)) throw failure;
      }
    expect(await prisma.orderHistory.findFirst()).toMatchObject({ state: "done" });
    const putOff = await prisma.setAside.findMany();
    expect(putOff.length).toBeGreaterThan(0);
    expect(await prisma.orderFact.count()).toBe(store.orders.size - putOff.length);
    await reconcileOrders(
      prisma,
      SHOP,
      client,
      clockOf(() => NOW),
    );
    expect(await prisma.orderFact.count()).toBe(store.orders.size);
    expect(await prisma.setAside.count()).toBe(0);
  });

  test("earns from the day on that the programme says, as if each order had just come in", async () => {
    const { prisma } = shop.opened.database;
    const { store } = shop.standIn;
    await askForHistory(prisma, SHOP);
    await read();
    const since = "2026-10-01";
    const levels = [{ ...emptyTier("Friend", "60"), pointsFactor: "2" }];
    await save({ earnsSince: since, tiers: { ...emptyProgramme().tiers, levels } });
    const wanted = store.orders
      .all()
      .filter((one) => one.createdAt >= "2026-09-30T22:00:00Z" && one.customerId);
    expect(wanted.length).toBeGreaterThan(20);
    expect(await accountHistory(prisma, SHOP, () => NOW)).toBe(wanted.length);
    expect(await accountHistory(prisma, SHOP, () => NOW)).toBe(0);
    const batched = await sums();
    expect(batched.size).toBe(wanted.length);
    const { orders, differences } = await auditLedger(prisma, SHOP);
    expect([orders, differences]).toEqual([store.orders.size, []]);
    const doubled = wanted.filter(
      (one) => batched.get(one.id)! > currentTotals(one).subtotalMinor / 100,
    );
    expect(doubled.length).toBeGreaterThan(0);
    // The way of news, one after the other, newest first, ends in the same.
    await prisma.ledgerEntry.deleteMany();
    await prisma.loyaltyOrder.deleteMany();
    const facts = await prisma.orderFact.findMany({
      where: { createdAt: { gte: new Date("2026-09-30T22:00:00Z") } },
      orderBy: { createdAt: "desc" },
    });
    for (const { facts: order } of facts)
      await recordOrder(prisma, SHOP, { order: order as never, refunds: [] }, new Date());
    expect(await sums()).toEqual(batched);
  });

  test("a programme without such a day leaves the past alone", async () => {
    const { prisma } = shop.opened.database;
    await askForHistory(prisma, SHOP);
    await read();
    await save({});
    expect(await accountHistory(prisma, SHOP, () => NOW)).toBe(0);
    expect(await auditLedger(prisma, SHOP)).toMatchObject({ differences: [] });
  });

  test("says why where Shopify did not write the file", async () => {
    const { prisma } = shop.opened.database;
    await askForHistory(prisma, SHOP);
    await importHistory(prisma, SHOP, shop.standIn.client, () => new Date());
    shop.standIn.store.bulkOperations.all().forEach(({ id }) => {
      shop.standIn.store.bulkOperations.remove(id);
    });
    await read();
    expect(await prisma.orderHistory.findFirst()).toMatchObject({
      state: "failed",
      message: "Shopify did not write the orders (it is gone). Start again.",
    });
  });
});

test("P27: a line that cannot be read costs its own order, and none behind it", async () => {
  const order = (number: number) =>
    JSON.stringify({
      __typename: "Order",
      id: `gid://shopify/Order/${number}`,
      createdAt: "2026-01-01T00:00:00Z",
      updatedAt: "2026-01-01T00:00:00Z",
      cancelledAt: null,
      currencyCode: "EUR",
      customer: null,
      refunds: [],
    });
  const line = (number: number) =>
    JSON.stringify({ __typename: "LineItem", __parentId: `gid://shopify/Order/${number}` });
  async function* lines() {
    yield* [order(1), "{ cut off", order(2), line(2), order(3), line(9), order(4), "", order(5)];
  }
  const read: string[] = [];
  const unreadable: string[] = [];
  for await (const one of readHistoryLines(lines()))
    if ("order" in one) read.push(one.order.orderId);
    else unreadable.push(one.orderId);
  const ids = (...numbers: number[]) => numbers.map((number) => `gid://shopify/Order/${number}`);
  expect([read, unreadable]).toEqual([ids(3, 4, 5), ids(1, 2, 9)]);
});
