import { beforeEach, describe, expect, test } from "vitest";

import { accountHistory } from "../../app/loyalty/account-history.server.ts";
import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { askForHistory, importHistory } from "../../app/orders/history/import-history.server.ts";
import { readHistoryLines } from "../../app/orders/history/read-history-file.server.ts";
import { recordOrder } from "../../app/orders/record-order.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { emptyProgramme, emptyTier } from "../../core/loyalty/programme-schema.ts";
import { refundLines } from "../../devstore/checkout/change-order.ts";
import { currentTotals } from "../../devstore/checkout/order-totals.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");

describe.each(DATABASES)("the order history, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);

  beforeEach(async () => {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "orderHistory",
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
      if (index % 10 === 0) refundLines(store, order, new Map([[order.lines[0]!.id, 1]]), NOW);
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
    const dying: AdminClient = {
      run: (...call) =>
        ++calls % 7 === 0 ? Promise.reject(new Error("dead")) : client.run(...call),
    };
    let deaths = 0;
    for (;;) {
      try {
        await read(dying);
        break;
      } catch (failure) {
        if (!(failure instanceof Error) || failure.message !== "dead") throw failure;
        deaths++;
      }
    }
    expect(deaths).toBeGreaterThan(2);
    expect(await prisma.orderFact.count()).toBe(store.orders.size);
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
    expect(await accountHistory(prisma, SHOP)).toBe(wanted.length);
    expect(await accountHistory(prisma, SHOP)).toBe(0);
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
    expect(await accountHistory(prisma, SHOP)).toBe(0);
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

test("a line that stands apart from its order is refused", async () => {
  async function* lines() {
    yield JSON.stringify({ __typename: "LineItem", __parentId: "gid://shopify/Order/1" });
  }
  await expect(readHistoryLines(lines()).next()).rejects.toThrow("stands apart");
});
