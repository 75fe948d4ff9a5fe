import fc from "fast-check";
import { cancelOrder, refundLines } from "@tandem/devstore/checkout";
import { numberOf } from "@tandem/devstore/state";
import { orderPayload, refundPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { exportMembers } from "../../app/loyalty/export-members.server.ts";
import { importBalances } from "../../app/loyalty/import/import-balances.server.ts";
import { loadLoyalty } from "../../app/loyalty/load-loyalty.server.ts";
import { mirrorMembers } from "../../app/loyalty/mirror-members.server.ts";
import { adjustPoints, listMembers, loadMember } from "../../app/loyalty/members.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { emptyProgramme, emptyTier } from "../../core/loyalty/programme-schema.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const DAY = 86_400_000;
const START = new Date("2026-11-01T08:00:00Z");
const ORDERED = new Date("2026-11-02T08:00:00Z");
const LATER = new Date(ORDERED.getTime() + 40 * DAY);

describe.each(EITHER_DATABASE)("the points ledger, on %s", (_name, open) => {
  const shop = useShop(open, () => ORDERED);

  beforeEach(async () => {
    await forget();
    await save({ isRunning: true }, 0);
  });

  async function forget(): Promise<void> {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "ledgerEntry",
      "loyaltyOrder",
      "loyaltyProgramme",
      "memberMirror",
      "orderFact",
      "refundFact",
      "webhookInbox",
    ]);
  }
  function save(more: object, version: number, now = START) {
    return saveProgramme(shop.opened.database.prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: { ...emptyProgramme(), ...more },
      version,
      author: "7",
      now,
    });
  }
  let webhooks = 0;
  async function tell(topic: string, payload: unknown): Promise<void> {
    const { prisma } = shop.opened.database;
    const webhookId = `loyalty-${++webhooks}`;
    await storeWebhook(prisma, { shop: SHOP, webhookId, topic, triggeredAt: ORDERED, payload });
    await processInbox(
      prisma,
      SHOP,
      clockOf(() => ORDERED),
    );
  }
  /** Tells news shuffled, some of it twice, to a programme without entries, and looks what came of it each time. */
  async function inEveryOrder(
    news: readonly [topic: string, payload: unknown][],
    programme: object,
    look: () => Promise<void>,
  ): Promise<void> {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...news], { minLength: news.length }),
        fc.shuffledSubarray([...news]),
        async (once, again) => {
          await forget();
          await save(programme, 0);
          for (const [topic, payload] of [...once, ...again]) await tell(topic, payload);
          await look();
        },
      ),
      { numRuns: 15 },
    );
  }
  const entries = async () =>
    (
      await shop.opened.database.prisma.ledgerEntry.findMany({
        where: { shop: SHOP },
        orderBy: { createdAt: "asc" },
      })
    ).map(({ kind, points }) => [kind, Number(points)]);
  const member = (number: number, now = LATER) => loadMember(shop.context, String(number), now);
  const audit = () => auditLedger(shop.opened.database.prisma, SHOP);

  test("an order earns for its customer, pending until it can no longer be returned", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const number = numberOf(order.customerId!);
    // Paid for its lines: 15.80.
    expect(await member(number, ORDERED)).toMatchObject({
      name: "A B",
      email: "a@example.com",
      available: 0,
      pending: 15,
    });
    expect(await member(number)).toMatchObject({ available: 15, pending: 0 });
    const { rows } = await listMembers(
      shop.context,
      { words: "a@example", page: 1, tierId: "" },
      LATER,
    );
    expect(rows).toMatchObject([{ name: "A B", available: 15, tier: null }]);
    expect(
      (await listMembers(shop.context, { words: "-nobody", page: 1, tierId: "" }, LATER)).rows,
    ).toEqual([]);
  });

  test("whatever way the news of an order comes in, and however often, its balance is the same", async () => {
    const created = placeKitOrder(shop.standIn, ORDERED);
    const { store } = shop.standIn;
    const at = (minute: number) => new Date(ORDERED.getTime() + minute * 60_000);
    const first = refundLines(store, created, new Map([[created.lines[0]!.id, 1]]), at(1));
    const second = refundLines(store, first.order, new Map([[created.lines[1]!.id, 1]]), at(2));
    const news: [string, unknown][] = [
      ["ORDERS_CREATE", orderPayload(created, "EUR")],
      ["REFUNDS_CREATE", refundPayload(first.refund, first.order, "EUR")],
      ["ORDERS_UPDATED", orderPayload(first.order, "EUR")],
      ["REFUNDS_CREATE", refundPayload(second.refund, second.order, "EUR")],
      ["ORDERS_UPDATED", orderPayload(second.order, "EUR")],
    ];
    await inEveryOrder(news, { isRunning: true }, async () => {
      // One burger is left, at 6.90.
      expect(await member(numberOf(created.customerId!))).toMatchObject({ available: 6 });
      expect(await audit()).toMatchObject({ orders: 1, differences: [] });
    });
  });

  test("a shop that sells in another currency by now earns nothing until the amounts are saved in it", async () => {
    const inDollars = { ...shop.context, currencyCode: "USD" };
    const url = new URL("https://tandem.example.com/app/loyalty");
    expect((await loadLoyalty(shop.context, url, LATER)).outdatedCurrency).toBe(null);
    expect((await loadLoyalty(inDollars, url, LATER)).outdatedCurrency).toEqual({
      before: "EUR",
      now: "USD",
    });
    const order = placeKitOrder(shop.standIn, ORDERED);
    const number = numberOf(order.customerId!);
    await tell("ORDERS_CREATE", orderPayload(order, "USD"));
    expect(await member(number)).toMatchObject({ available: 0 });
    await saveProgramme(shop.opened.database.prisma, {
      shop: SHOP,
      currencyCode: "USD",
      draft: { ...emptyProgramme(), isRunning: true },
      version: 1,
      author: "7",
      now: new Date(ORDERED.getTime() + DAY),
    });
    expect((await loadLoyalty(inDollars, url, LATER)).outdatedCurrency).toBe(null);
    const next = placeKitOrder(shop.standIn, new Date(ORDERED.getTime() + 2 * DAY));
    await tell("ORDERS_CREATE", orderPayload(next, "USD"));
    expect(await member(number, new Date(LATER.getTime() + 3 * DAY))).toMatchObject({
      available: 15,
    });
    // The first order is worked out by the programme of its time still.
    expect((await audit()).differences).toEqual([]);
  });

  test("a tier lets points count more often, in whatever order its orders are known", async () => {
    const levels = [{ ...emptyTier("Friend", "30"), pointsFactor: "2" }];
    const programme = { isRunning: true, tiers: { ...emptyProgramme().tiers, levels } };
    const placed = [0, 1, 2, 3].map((day) =>
      placeKitOrder(shop.standIn, new Date(ORDERED.getTime() + day * DAY)),
    );
    const back = cancelOrder(shop.standIn.store, placed[0]!, LATER);
    const news: [string, unknown][] = [
      ...placed.map((order) => ["ORDERS_CREATE", orderPayload(order, "EUR")] as [string, unknown]),
      ["ORDERS_CANCELLED", orderPayload(back.order, "EUR")],
    ];
    await inEveryOrder(news, programme, async () => {
      // 15.80 each: the second and the third come to 30, so the fourth counts twice.
      expect(await member(numberOf(placed[0]!.customerId!), LATER)).toMatchObject({
        available: 15 + 15 + 31,
      });
      expect(await audit()).toMatchObject({ orders: 4, differences: [] });
    });
  });

  test("a cancelled order's points are taken back, and a refund after it takes nothing more", async () => {
    const created = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(created, "EUR"));
    const cancelled = cancelOrder(shop.standIn.store, created, LATER);
    await tell("ORDERS_CANCELLED", orderPayload(cancelled.order, "EUR"));
    expect((await entries()).reduce((sum, [, points]) => sum + Number(points), 0)).toBe(0);
    expect((await entries())[0]).toEqual(["earned", 15]);
    expect(await audit()).toMatchObject({ orders: 1, differences: [] });
  });

  test("an order is worked out by the programme of its time, also when that has changed", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    const double = { earning: { ...emptyProgramme().earning, pointsPerUnit: "2" } };
    await save({ isRunning: true, ...double }, 1, new Date(ORDERED.getTime() + 1));
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    expect(await entries()).toEqual([["earned", 15]]);
    const next = placeKitOrder(shop.standIn, new Date(ORDERED.getTime() + DAY));
    await tell("ORDERS_CREATE", orderPayload(next, "EUR"));
    expect((await entries()).map(([, points]) => points).toSorted()).toEqual([15, 31]);
  });

  test("nothing is earned while the programme is paused, and two edits of it do not overwrite each other", async () => {
    expect(await save({ isRunning: false }, 1)).toEqual({ ok: true, version: 2 });
    expect(await save({ isRunning: true }, 1)).toMatchObject({ ok: false });
    await tell("ORDERS_CREATE", orderPayload(placeKitOrder(shop.standIn, ORDERED), "EUR"));
    expect(await entries()).toEqual([]);
  });

  test("an adjustment is entered once, and takes no more than can be used", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const number = String(numberOf(order.customerId!));
    const adjust = (id: string, points: number, now = LATER) =>
      adjustPoints(
        { prisma: shop.opened.database.prisma, shop: SHOP },
        number,
        { id, points, reason: "Sorry for the wait" },
        "7",
        clockOf(() => now),
      );
    expect(await adjust("a", -10, ORDERED)).toBe(
      "Only 0 can be taken away: what is pending belongs to orders.",
    );
    const twice = await Promise.all([adjust("b", -10), adjust("b", -10)]);
    expect(twice).toEqual([null, null]);
    const both = await Promise.all([adjust("c", -4), adjust("d", -4)]);
    expect(both.toSorted()).toEqual([
      "Only 1 can be taken away: what is pending belongs to orders.",
      null,
    ]);
    expect(await member(Number(number))).toMatchObject({ available: 1 });
    expect((await member(Number(number)))?.timeline[0]).toMatchObject({
      kind: "adjusted",
      balance: 1,
      reason: "Sorry for the wait",
      author: "7",
    });
  });

  test("the audit names an order whose points are not what its facts are worth", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    await shop.opened.database.prisma.ledgerEntry.updateMany({ data: { points: 99 } });
    expect((await audit()).differences).toEqual([
      { orderId: order.id, orderName: `#${order.number}`, inLedger: 99, byFacts: 15 },
    ]);
  });

  test("of a customer who asks to be forgotten, nothing is left", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const number = numberOf(order.customerId!);
    const { prisma } = shop.opened.database;
    await servePrivacyRequest(prisma, {
      shop: SHOP,
      webhookId: "redact",
      topic: "CUSTOMERS_REDACT",
      triggeredAt: LATER,
      payload: { customer: { id: number } },
    });
    expect(await member(number)).toBe(null);
    expect(JSON.stringify(await prisma.orderFact.findMany())).not.toContain("Customer");
    expect(await audit()).toMatchObject({ orders: 1, differences: [] });
  });

  const mirrored = (customerId: string) => {
    const row = shop.standIn.store.metafields
      .all()
      .find((one) => one.ownerId === customerId && one.key === "loyalty");
    return row && { ...(JSON.parse(row.value) as object), updatedAt: row.updatedAt };
  };
  const mirror = (now: Date) =>
    mirrorMembers(
      shop.opened.database.prisma,
      SHOP,
      shop.standIn.client,
      clockOf(() => now),
    );

  test("what a customer's pages read follows the ledger, the rules and time, and is written only where it differs", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    await mirror(ORDERED);
    const first = mirrored(order.customerId!);
    expect(first).toMatchObject({
      v: 1,
      available: 0,
      pending: 15,
      counted: 1_580,
      next: { name: "Silver", from: 20_000, missing: 18_420 },
    });
    await tell("ORDERS_UPDATED", orderPayload(order, "EUR"));
    await mirror(ORDERED);
    expect(mirrored(order.customerId!)).toEqual(first);
    // Nothing has happened but time.
    await mirror(LATER);
    expect(mirrored(order.customerId!)).toMatchObject({ available: 15, pending: 0 });
    const { tiers } = emptyProgramme();
    await save(
      { isRunning: true, tiers: { ...tiers, levels: [emptyTier("Friend", "15")] } },
      1,
      LATER,
    );
    await mirror(LATER);
    expect(mirrored(order.customerId!)).toMatchObject({ tier: "Friend" });
    await mirror(new Date(LATER.getTime() + 400 * DAY));
    expect(mirrored(order.customerId!)).not.toHaveProperty("tier");
  });

  test("members are listed by tier, tagged with it where the programme says so, and exported", async () => {
    const { tiers } = emptyProgramme();
    const levels = [emptyTier("Friend", "15")];
    const tagged = { isRunning: true, tagsTiers: true, tagPrefix: "tier: " };
    await save({ ...tagged, tiers: { ...tiers, levels } }, 1, ORDERED);
    const order = placeKitOrder(shop.standIn, ORDERED);
    const { store } = shop.standIn;
    const tags = () => store.customers.get(order.customerId!)!.tags;
    store.customers.put({ ...store.customers.get(order.customerId!)!, tags: ["VIP"] });
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    await mirror(ORDERED);
    expect(tags()).toEqual(["VIP", "tier: Friend"]);
    const listed = (tierId: string) =>
      listMembers(shop.context, { words: "", tierId, page: 1 }, ORDERED);
    expect((await listed("friend")).rows).toMatchObject([{ name: "A B", tier: "Friend" }]);
    expect((await listed("gold")).rows).toEqual([]);
    expect(await exportMembers(shop.context, "", ORDERED)).toEqual({
      csv: `\uFEFFcustomer,name,email,tier,available,pending\r\n${numberOf(order.customerId!)},A B,a@example.com,Friend,0,15\r\n`,
      next: null,
    });
    const renamed = [{ ...emptyTier("Mate", "15"), id: "friend" }];
    await save({ ...tagged, tiers: { ...tiers, levels: renamed } }, 2, LATER);
    await mirror(LATER);
    expect(tags()).toEqual(["VIP", "tier: Mate"]);
    await save({ isRunning: true, tiers: { ...tiers, levels: renamed } }, 3, LATER);
    await mirror(LATER);
    expect(tags()).toEqual(["VIP"]);
    expect((await listed("friend")).rows).toHaveLength(1);
  });

  test("of customers whom Shopify merges, the one who is left has the points of both's orders", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const left = shop.standIn.store.customers.all()[0]!;
    const merged = { ...order, customerId: left.id, updatedAt: LATER.toISOString() };
    for (let times = 0; times < 2; times++)
      await tell("ORDERS_UPDATED", orderPayload(merged, "EUR"));
    const { refund, order: refunded } = refundLines(
      shop.standIn.store,
      merged,
      new Map([[order.lines[1]!.id, 1]]),
      LATER,
    );
    await tell("REFUNDS_CREATE", refundPayload(refund, refunded, "EUR"));
    // 13.80 are left, and the first customer has nothing of it.
    expect(await member(numberOf(left.id))).toMatchObject({ available: 13 });
    expect(await member(numberOf(order.customerId!))).toMatchObject({ available: 0 });
    await mirror(LATER);
    expect(mirrored(left.id)).toMatchObject({ available: 13, counted: 1_380 });
    expect(await audit()).toMatchObject({ orders: 1, differences: [] });
  });

  test("points expire when their time comes, not sooner, and nobody spends them after", async () => {
    await save({ isRunning: true, expiryDays: "60" }, 1, ORDERED);
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const number = numberOf(order.customerId!);
    // They can be used after 30 days, and for 60 more.
    const after = (days: number) => new Date(ORDERED.getTime() + days * DAY);
    await mirror(after(89));
    expect(mirrored(order.customerId!)).toMatchObject({ available: 15 });
    const take = { id: "4d5e0b7e-52a8-4528-9d5e-0f1d2b3c4d5e", points: -10, reason: "Too late" };
    const { prisma } = shop.opened.database;
    const refusal = await adjustPoints(
      { prisma, shop: SHOP },
      String(number),
      take,
      "7",
      clockOf(() => after(90)),
    );
    expect(refusal).toContain("Only 0");
    await mirror(after(91));
    expect(mirrored(order.customerId!)).toMatchObject({ available: 0 });
    expect(await entries()).toEqual([
      ["earned", 15],
      ["expired", -15],
    ]);
    // What is refunded later was not there to expire.
    const { refund, order: refunded } = refundLines(
      shop.standIn.store,
      order,
      new Map([[order.lines[0]!.id, 1]]),
      after(92),
    );
    await tell("REFUNDS_CREATE", refundPayload(refund, refunded, "EUR"));
    await mirror(after(93));
    expect(mirrored(order.customerId!)).toMatchObject({ available: 0 });
    expect(await audit()).toMatchObject({ orders: 1, differences: [] });
  });

  test("who rises to a tier has its store credit, once; who was there before has none", async () => {
    const { prisma } = shop.opened.database;
    const { tiers } = emptyProgramme();
    const levels = [{ ...emptyTier("Friend", "15"), credit: "5" }];
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const credits = async () =>
      (await prisma.redemption.findMany({ where: { shop: SHOP } })).map((one) => [
        one.customerId,
        Number(one.amountMinor),
        one.way,
      ]);
    await prisma.redemption.deleteMany();
    await save({ isRunning: true, tiers: { ...tiers, levels } }, 1, LATER);
    await mirror(LATER);
    expect(await credits()).toEqual([]);
    const next = new Date(LATER.getTime() + DAY);
    await save({ isRunning: true, tiers: { ...tiers, levels: [] } }, 2, next);
    const higher = [{ ...levels[0]!, threshold: "30" }];
    await save({ isRunning: true, tiers: { ...tiers, levels: higher } }, 3, next);
    for (const days of [1, 2, 3]) {
      const at = new Date(next.getTime() + days * DAY);
      await tell("ORDERS_CREATE", orderPayload(placeKitOrder(shop.standIn, at), "EUR"));
      await mirror(at);
    }
    expect(await credits()).toEqual([[order.customerId, 500, "store-credit"]]);
  });

  test("a customer whom Shopify no longer knows holds nobody else up", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const gone = { ...orderPayload(order, "EUR"), id: 1, customer: { id: 1 } };
    await tell("ORDERS_CREATE", gone);
    await mirror(ORDERED);
    expect(mirrored(order.customerId!)).toMatchObject({ pending: 15 });
    expect(mirrored("gid://shopify/Customer/1")).toBeUndefined();
  });

  test("balances from elsewhere are looked at first, and entered once, with a reason for each row that is refused", async () => {
    placeKitOrder(shop.standIn, ORDERED);
    const csv = [
      "email,points,reason",
      "A@example.com,120,From the old programme",
      "a@example.com,80,Twice",
      "nobody@example.com,5,",
      "not an address,5,",
      "a@example.com,-3,",
    ].join("\n");
    const run = (isConfirmed: boolean, content = csv) =>
      importBalances(shop.context, { csv: content, isConfirmed, from: 0 }, "7", LATER);
    const expected = (verdict: string) => ({
      ok: true,
      total: 5,
      rows: [
        { line: 2, email: "a@example.com", points: 120, verdict, message: null },
        { line: 3, message: "email: Line 2 has this address already." },
        { line: 4, message: "email: Shopify knows no customer with this address." },
        { line: 5, message: "email: Enter an e-mail address." },
        { line: 6, message: "points: Enter a whole number from 1 to 10000000. Found “-3”." },
      ],
    });
    expect(await run(false)).toMatchObject(expected("enter"));
    expect(await entries()).toEqual([]);
    expect(await run(true)).toMatchObject(expected("enter"));
    expect(await run(true)).toMatchObject(expected("known"));
    expect(await entries()).toEqual([["imported", 120]]);
    expect(await run(true, "email,points\na@example.com,150")).toMatchObject({
      rows: [
        {
          verdict: "refuse",
          message: "points: 120 were imported before. Adjust the difference on the member’s page.",
        },
      ],
    });
    expect(await run(false, "email\na@example.com")).toEqual({
      ok: false,
      message: "The header lacks the column points. Each row needs both.",
    });
    expect(await run(false, "email;point;points\na@example.com;1;2")).toEqual({
      ok: false,
      message: "There is no column “point”. Did you mean “points”?",
    });
    expect(
      await run(false, "email;points\na@example.com;1.299,00\nb@example.com;1,299"),
    ).toMatchObject({
      rows: [
        { points: 1299 },
        { message: "points: “1,299” can be read in two ways. Write it without a separator." },
      ],
    });
    const latin1 = new TextDecoder("utf-8").decode(
      Buffer.from("email,points\nmüller@example.com,5", "latin1"),
    );
    expect(await run(false, latin1)).toEqual({
      ok: false,
      message: "The file is not in UTF-8. Save it as “CSV UTF-8” and choose it again.",
    });
  });
});
