import {
  cancelOrder,
  currentTotals,
  lineTotalMinor,
  paidBackMinor,
  refundAmount,
  refundLines,
  takeOffLines,
  voidPayment,
} from "@tandem/devstore/checkout";
import type { Order, OrderLine, Store } from "@tandem/devstore/state";
import { beforeEach, describe, expect, test } from "vitest";

import { accountHistory } from "../../app/loyalty/account-history.server.ts";
import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { askForHistory, importHistory } from "../../app/orders/history/import-history.server.ts";
import { readHistoryLines } from "../../app/orders/history/read-history-file.server.ts";
import { refundsInFile } from "../../app/orders/history/refunds-of-history.server.ts";
import { recordFromShopify } from "../../app/orders/record-from-shopify.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { recordOrder } from "../../app/orders/record-order.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import type { AttributableOrder, RefundedLine } from "../../core/attribution/attribute-order.ts";
import { getRefunds } from "../../app/shopify/documents/get-refund.server.ts";
import { emptyProgramme, emptyTier } from "../../core/loyalty/programme-schema.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { clockOf } from "../support/clock.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
/** Orders that are read together, so that the demo's are several batches. */
const BATCH = 100;

describe.each(EITHER_DATABASE)("the order history, on %s", (_name, open) => {
  let time = NOW;
  const shop = useShop(open, () => time);

  beforeEach(async () => {
    time = NOW;
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
    while (await importHistory(prisma, SHOP, client, () => new Date(), BATCH));
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

  test("P31: is the same, refunds included, whether it is read from the file or order by order", async () => {
    const { prisma } = shop.opened.database;
    const { store, client } = shop.standIn;
    const changed = changeInEveryWay(store);
    const installedAt = new Date(changed.at(-LATER)!.createdAt);
    await prisma.shop.updateMany({ data: { createdAt: installedAt } });
    await save({ earnsSince: "2026-01-01" });
    const known = async () => ({
      orders: (await prisma.orderFact.findMany({ orderBy: { orderId: "asc" } })).map((one) => {
        const { lines, discountCodes } = one.facts as unknown as AttributableOrder;
        return { ...one, facts: { lines, discountCodes } };
      }),
      // Whether goods had been sent matters only where no money went back.
      refunds: (await prisma.refundFact.findMany({ orderBy: { refundId: "asc" } })).map((one) => ({
        ...one,
        lines: (one.lines as unknown as RefundedLine[]).map(({ isCancelled, ...line }) =>
          one.paidBackMinor === 0n ? { ...line, isCancelled } : line,
        ),
      })),
      attribution: await prisma.attribution.findMany({
        orderBy: [{ orderId: "asc" }, { lineItemId: "asc" }],
      }),
      points: [...(await sums())].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    });
    await askForHistory(prisma, SHOP);
    const asked: (string | undefined)[] = [];
    await read({
      run(document, variables, schema) {
        asked.push(/query (\w+)/.exec(document)?.[1]);
        return client.run(document, variables, schema);
      },
    });
    const countOf = (name: string) => asked.filter((one) => one === name).length;
    // News is asked for order by order; of the others, one call has all that is ambiguous.
    expect(countOf("GetOrders")).toBe(LATER);
    expect(countOf("GetRefunds")).toBeLessThanOrEqual(2 + LATER);
    await accountHistory(prisma, SHOP, () => NOW);
    const fromFile = await known();
    await emptyTables(prisma, ["orderFact", "refundFact", "ledgerEntry", "loyaltyOrder"]);
    for (const { id } of store.orders.all()) {
      // Within Shopify's limits, few can be read at once.
      time = new Date(time.getTime() + 20_000);
      await recordFromShopify(prisma, SHOP, client, id, NOW);
    }
    await accountHistory(prisma, SHOP, () => NOW);
    expect(fromFile).toEqual(await known());
    expect(fromFile.refunds.length).toBeGreaterThan(changed.length);
    expect(fromFile.points.length).toBeGreaterThan(5);
  });

  test("asks for refunds 20 at a time, and for what is behind the first lines of one by itself", async () => {
    const { store, client, devstore } = shop.standIn;
    const order = store.orders.all().find((one) => one.lines.length > 0)!;
    const line = { ...order.lines[0]!, quantity: 200 };
    const lines = [0, 1, 2, 3, 4].map((index) => ({ ...line, id: `${line.id}${index}` }));
    store.orders.put({ ...order, lines, refunds: [] });
    const refund = (units: Map<string, number>) =>
      refundLines(store, store.orders.require(order.id), units, NOW).refund;
    const whole = refund(new Map(lines.map(({ id }) => [id, 1])));
    const single = Array.from({ length: 39 }, () => refund(new Map([[lines[0]!.id, 1]])));
    const { calls } = devstore.meter;
    const asked = [whole, ...single].map(({ id }) => ({ refundId: id, currencyCode: "EUR" }));
    const read = await getRefunds(client, asked);
    expect(devstore.meter.calls - calls).toBe(3);
    expect(read.get(whole.id)?.lines).toHaveLength(5);
    expect([...read.values()].flatMap((one) => one.lines)).toHaveLength(44);
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
      while (await importHistory(prisma, SHOP, client, dying, BATCH));
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
    // What was refunded of an order that was edited is asked of Shopify.
    for (const order of store.orders.all()) store.orders.put({ ...order, isEdited: true });
    await askForHistory(prisma, SHOP);
    let calls = 0;
    const flaky: AdminClient = {
      run: (...call) =>
        ++calls % 3 === 0
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

/** Orders that were placed since the installation. */
const LATER = 2;

/**
 * Gives orders refunds of every kind, and has some edited besides, and takes all others out of the store: by Shopify's limits,
 * few can be read one by one. @returns what is left, oldest first
 */
function changeInEveryWay(store: Store): Order[] {
  const bought = store.orders
    .all()
    .filter(
      ({ lines, customerId, refunds }) =>
        lines.length > 1 &&
        customerId &&
        refunds.length === 0 &&
        lines.every((line) => lineTotalMinor(line) > 0),
    )
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .slice(-28);
  for (const { id } of store.orders.all())
    if (!bought.some((one) => one.id === id)) store.orders.remove(id);
  const changes: ((order: Order, [first, second]: OrderLine[]) => void)[] = [
    (order) => void cancelOrder(store, order, NOW),
    (order, lines) => refundOneByOne(store, order, lines),
    (order, lines) => refundOneByOne(store, order, lines.toReversed()),
    (order, [first]) => {
      store.orders.put({
        ...order,
        lines: order.lines.map((line) => ({
          ...line,
          quantity: 3,
          allocations: [{ application: 0, amountMinor: 100 }],
        })),
        discountApplications: [{ kind: "code", title: "Three", discountClass: "PRODUCT" }],
      });
      refundOneByOne(store, store.orders.require(order.id), [first!, first!]);
    },
    (order) => void refundAmount(store, order, 300, NOW),
    (order, [first]) => void refundLines(store, order, new Map([[first!.id, 1]]), NOW, false),
    // Taxes are told apart, and are in the prices, or beside them.
    ...[true, false].map((areIncluded) => (order: Order, [first]: OrderLine[]) => {
      const { order: refunded, refund } = refundLines(store, order, new Map([[first!.id, 1]]), NOW);
      const paidMinor = paidBackMinor(refund) + (areIncluded ? 0 : 19);
      const changed = {
        ...refund,
        lines: refund.lines.map((line) => ({ ...line, taxMinor: 19 })),
        transactions: [{ ...refund.transactions![0]!, amountMinor: paidMinor }],
      };
      const taxes = { totalMinor: 190, areIncluded };
      store.orders.put({ ...refunded, taxes, refunds: [changed] });
    }),
    // Shipping goes back with the goods; the money is under way, or is not all that they cost.
    (order, [first]) => {
      const { order: refunded, refund } = refundLines(store, order, new Map([[first!.id, 1]]), NOW);
      const amountMinor = paidBackMinor(refund) + 490;
      const transactions = [{ ...refund.transactions![0]!, amountMinor }];
      store.orders.put({ ...refunded, refunds: [{ ...refund, shippingMinor: 490, transactions }] });
    },
    (order, [first]) => {
      const { order: refunded, refund } = refundLines(store, order, new Map([[first!.id, 1]]), NOW);
      const transactions = [{ ...refund.transactions![0]!, status: "PENDING" as const }];
      store.orders.put({ ...refunded, refunds: [{ ...refund, transactions }] });
    },
    (order, [first]) => {
      const { order: refunded, refund } = refundLines(store, order, new Map([[first!.id, 1]]), NOW);
      const amountMinor = paidBackMinor(refund) - 10;
      const transactions = [{ ...refund.transactions![0]!, amountMinor }];
      store.orders.put({ ...refunded, refunds: [{ ...refund, transactions }] });
    },
    (order) => {
      const unpaid = store.orders.put({ ...order, payment: "card-later", payments: [] });
      cancelOrder(store, voidPayment(store, unpaid, NOW) ?? unpaid, NOW);
    },
    (order, [first, second]) => {
      refundOneByOne(store, order, [first!]);
      takeOffLines(store, store.orders.require(order.id), [second!.id], NOW);
    },
  ];
  return bought.map((order, index) => {
    changes[index % changes.length]!(order, order.lines);
    return order;
  });
}

function refundOneByOne(store: Store, order: Order, lines: readonly OrderLine[]): void {
  for (const line of lines)
    refundLines(store, store.orders.require(order.id), new Map([[line.id, 1]]), NOW);
}

test("a file that Shopify wrote for an older version tells of refunds by their ids, which are then asked for", async () => {
  const orderId = "gid://shopify/Order/1";
  const amount = { shopMoney: { amount: "5.0" } };
  const file = [
    {
      ...{
        __typename: "Order",
        id: orderId,
        cancelledAt: null,
        currencyCode: "EUR",
        customer: null,
      },
      ...{ createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z" },
      refunds: [{ id: "gid://shopify/Refund/1" }],
    },
    {
      ...{
        __typename: "LineItem",
        __parentId: orderId,
        id: "gid://shopify/LineItem/1",
        quantity: 1,
      },
      ...{ variant: null, product: null, isGiftCard: false, requiresShipping: true },
      ...{ customAttributes: [], originalUnitPriceSet: amount, discountAllocations: [] },
    },
  ];
  async function* lines() {
    yield* file.map((one) => JSON.stringify(one));
  }
  const read = [];
  for await (const one of readHistoryLines(lines())) read.push(one);
  expect(read).toMatchObject([{ order: { orderId }, totals: null }]);
  expect(read.map((one) => "order" in one && refundsInFile(one))).toEqual([null]);
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
