import fc from "fast-check";
import { cancelOrder } from "@tandem/devstore/checkout";
import { numberOf } from "@tandem/devstore/state";
import type { Order } from "@tandem/devstore/state";
import {
  disputePayload,
  mergePayload,
  orderPayload,
  refundPayload,
} from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { giveReview, reviewSchema } from "../../app/loyalty/bonuses/give-review.server.ts";
import {
  readReviewHook,
  renewReviewKey,
  shopOfReviewKey,
} from "../../app/loyalty/bonuses/review-key.server.ts";
import { tellBirthday } from "../../app/loyalty/bonuses/birthdays.server.ts";
import { fillCampaigns, refreshCampaigns } from "../../app/loyalty/campaign-collections.server.ts";
import { adjustPoints, loadMember } from "../../app/loyalty/members.server.ts";
import { mirrorMembers } from "../../app/loyalty/mirror-members.server.ts";
import { currentProgramme, saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import type { Friend } from "../../app/loyalty/referrals/judge-friend.server.ts";
import { takeFriendCode } from "../../app/loyalty/referrals/take-code.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import { emptyBonuses } from "../../core/loyalty/bonuses-schema.ts";
import { emptyCampaign } from "../../core/loyalty/campaigns-schema.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { friendCodeOf } from "../../core/loyalty/referral.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const DAY = 86_400_000;
const START = new Date("2026-01-01T08:00:00Z");
const NOW = new Date("2026-11-02T08:00:00Z");
const days = (count: number) => new Date(NOW.getTime() + count * DAY);
const REFERRAL = { points: "500", friendOff: "5", minimum: "15", friendsPerYear: "20" };

describe.each(EITHER_DATABASE)("what earns beside orders, on %s", (_name, open) => {
  let clock = NOW;
  const shop = useShop(open, () => clock);

  beforeEach(async () => {
    clock = NOW;
    await forget();
  });

  async function forget(): Promise<void> {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "ledgerEntry",
      "loyaltyOrder",
      "loyaltyProgramme",
      "memberMirror",
      "memberProfile",
      "orderContact",
      "orderFact",
      "referral",
      "refundFact",
      "webhookInbox",
    ]);
  }
  async function save(bonuses: object, more: object = {}, version = 0, now = START) {
    const outcome = await saveProgramme(shop.opened.database.prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: {
        ...emptyProgramme(),
        isRunning: true,
        ...more,
        bonuses: { ...emptyBonuses(), ...bonuses },
      },
      version,
      author: "7",
      now,
    });
    expect(outcome).toMatchObject({ ok: true });
  }
  let webhooks = 0;
  async function tell(topic: string, payload: unknown): Promise<void> {
    const { prisma } = shop.opened.database;
    const webhookId = `ways-${++webhooks}`;
    await storeWebhook(prisma, { shop: SHOP, webhookId, topic, triggeredAt: clock, payload });
    await processInbox(
      prisma,
      SHOP,
      clockOf(() => clock),
    );
  }
  const entries = async () =>
    (
      await shop.opened.database.prisma.ledgerEntry.findMany({
        where: { shop: SHOP },
        orderBy: { key: "asc" },
      })
    ).map(({ kind, points }) => [kind, Number(points)]);
  const audit = () => auditLedger(shop.opened.database.prisma, SHOP);
  const member = (customerId: string, now = clock) =>
    loadMember(shop.context, String(numberOf(customerId)), now);
  const customers = () => shop.standIn.store.customers.all();

  describe("a new account", () => {
    const account = (state: string, created_at = NOW.toISOString()) => ({
      id: numberOf(customers()[0]!.id),
      state,
      created_at,
    });

    test("earns once, however often Shopify tells of it", async () => {
      await save({ signUpPoints: "50" });
      await tell("CUSTOMERS_CREATE", account("enabled"));
      await tell("CUSTOMERS_ENABLE", account("enabled"));
      expect(await entries()).toEqual([["signed-up", 50]]);
      expect(await member(customers()[0]!.id)).toMatchObject({ available: 50 });
    });

    test("is not what a guest's order or a newsletter makes, nor one of before the programme", async () => {
      await save({ signUpPoints: "50" });
      await tell("CUSTOMERS_CREATE", account("disabled"));
      await tell("CUSTOMERS_CREATE", account("enabled", "2025-12-31T10:00:00Z"));
      expect(await entries()).toEqual([]);
    });
  });

  test("a birthday earns each year at its instant, once, by a run that comes late as well", async () => {
    const { prisma } = shop.opened.database;
    await save({ birthdayPoints: "100" });
    const customerId = customers()[0]!.id;
    await tellBirthday(prisma, SHOP, customerId, { month: 12, day: 24 }, NOW);
    const mirror = () =>
      mirrorMembers(
        prisma,
        SHOP,
        shop.context.client,
        clockOf(() => clock),
      );
    await mirror();
    const row = () =>
      prisma.memberMirror.findUniqueOrThrow({
        where: { shop_customerId: { shop: SHOP, customerId } },
      });
    // Midnight in Berlin.
    expect((await row()).dueAt?.toISOString()).toBe("2026-12-23T23:00:00.000Z");
    clock = new Date("2026-12-26T10:00:00Z");
    await mirror();
    await mirror();
    expect(await entries()).toEqual([["birthday", 100]]);
    expect((await row()).dueAt?.toISOString()).toBe("2027-12-23T23:00:00.000Z");
    // Another day, told for tomorrow, gives nothing more this year or the next.
    await tellBirthday(prisma, SHOP, customerId, { month: 1, day: 2 }, clock);
    clock = new Date("2027-01-03T10:00:00Z");
    await mirror();
    expect(await entries()).toEqual([["birthday", 100]]);
  });

  describe("a review", () => {
    const context = () => ({ ...shop.context, prisma: shop.opened.database.prisma });
    const review = (body: object) =>
      giveReview(
        context(),
        reviewSchema.parse(body),
        clockOf(() => clock),
      );

    test("of what the customer bought earns once for the product, by id or address", async () => {
      await save({ reviewPoints: "30", reviewsPerMonth: "2" });
      const order = placeKitOrder(shop.standIn, NOW);
      await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
      const [burger, cola] = order.lines.map((one) => one.productId);
      expect(await review({ productId: burger, email: "a@example.com" })).toEqual({
        ok: true,
        points: 30,
      });
      const customerId = numberOf(order.customerId!);
      expect(await review({ productId: numberOf(burger!), customerId })).toMatchObject({
        ok: false,
        reason: "known",
      });
      expect(
        await review({ productId: shop.standIn.productId("aria-one"), customerId }),
      ).toMatchObject({ reason: "not-bought" });
      expect(await review({ productId: burger, email: "nobody@example.com" })).toMatchObject({
        reason: "no-customer",
      });
      expect(await review({ productId: cola, customerId: order.customerId })).toMatchObject({
        ok: true,
      });
      expect((await entries()).filter(([kind]) => kind === "reviewed")).toHaveLength(2);
    });

    test("beyond the limit of a month earns nothing, and earns again when the month is over", async () => {
      await save({ reviewPoints: "30", reviewsPerMonth: "1" });
      const order = placeKitOrder(shop.standIn, NOW);
      await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
      const [burger, cola] = order.lines.map((one) => one.productId);
      const { customerId } = order;
      const both = await Promise.all([
        review({ productId: burger, customerId }),
        review({ productId: cola, customerId }),
      ]);
      expect(both.filter((one) => one.ok)).toHaveLength(1);
      expect(both.find((one) => !one.ok)).toMatchObject({ reason: "too-many" });
      clock = days(31);
      const late = await Promise.all([
        review({ productId: burger, customerId }),
        review({ productId: cola, customerId }),
      ]);
      expect(late.filter((one) => one.ok)).toHaveLength(1);
    });

    test.each([
      [{ customerId: 5 }, "productId"],
      [{ productId: "mug", customerId: 5 }, "productId"],
      [{ productId: 5 }, "customerId"],
      [{ productId: 5, email: "no address" }, "email"],
      [null, ""],
    ])("of the form %j is refused at %s", (body, field) => {
      const parsed = reviewSchema.safeParse(body);
      expect(parsed.error?.issues[0]?.path.join(".")).toBe(field);
    });

    test("is told by the shop's own key, until a new one is made", async () => {
      const { prisma } = shop.opened.database;
      const { key } = await readReviewHook(prisma, SHOP);
      expect(await shopOfReviewKey(prisma, key)).toBe(SHOP);
      for (const wrong of [
        "",
        key.slice(0, -1),
        `${key}0`,
        key.replace(SHOP, "other.myshopify.com"),
      ])
        expect(await shopOfReviewKey(prisma, wrong)).toBe(null);
      const renewed = await renewReviewKey(prisma, SHOP);
      expect(await shopOfReviewKey(prisma, key)).toBe(null);
      expect(await shopOfReviewKey(prisma, renewed.key)).toBe(SHOP);
    });
  });

  describe("a referral", () => {
    const ids = Array.from(
      { length: 4 },
      (_one, index) => `${index}d5e0b7e-52a8-4528-9d5e-0f1d2b3c4d5e`,
    );
    const referrer = () => customers().find((one) => one.email !== "a@example.com")!;

    async function take(id = ids[0]!, friend: Friend = { email: `${id}@example.com` }) {
      const { prisma } = shop.opened.database;
      const { rules } = (await currentProgramme(prisma, SHOP))!;
      return takeFriendCode(
        prisma,
        SHOP,
        shop.context.client,
        {
          id,
          referrerId: referrer().id,
          friend,
          rules: rules.bonuses.referral!,
          currencyCode: "EUR",
        },
        clockOf(() => clock),
      );
    }
    /** An order of 15.80 with the code, by somebody. */
    function withCode(more: Partial<Order> = {}, at = clock, code = friendCodeOf(ids[0]!)): Order {
      const order = placeKitOrder(shop.standIn, at);
      return shop.standIn.store.orders.put({
        ...order,
        discountApplications: [
          ...order.discountApplications,
          { kind: "code", title: code, discountClass: "ORDER" },
        ],
        ...more,
      });
    }
    const verdicts = async () =>
      (await shop.opened.database.prisma.referral.findMany({ orderBy: { code: "asc" } })).map(
        (one) => one.verdict,
      );

    beforeEach(() => save({ hasReferral: true, referral: REFERRAL }));

    test("gives the friend a code that works once, for a month, and who brought them points", async () => {
      expect(await take()).toEqual({ ok: true, code: friendCodeOf(ids[0]!) });
      // The same form again is the same code.
      expect(await take()).toEqual({ ok: true, code: friendCodeOf(ids[0]!) });
      const made = shop.standIn.store.codeDiscounts.find(
        (one) => one.code === friendCodeOf(ids[0]!),
      );
      expect(made).toMatchObject({
        amountMinor: 500,
        minimumMinor: 1_500,
        usageLimit: 1,
        endsAt: days(30).toISOString(),
      });
      expect(made?.customerIds).toBeUndefined();
      await tell("ORDERS_CREATE", orderPayload(withCode(), "EUR"));
      expect(await verdicts()).toEqual(["counts"]);
      expect(await member(referrer().id)).toMatchObject({ available: 0, pending: 500 });
      expect(await member(referrer().id, days(31))).toMatchObject({ available: 500, pending: 0 });
      expect(await audit()).toMatchObject({ referrals: 1, differences: [] });
    });

    test("ends the same in whatever order its news comes, and is taken back with the order", async () => {
      await take();
      const created = withCode();
      const { store } = shop.standIn;
      const { order, refund } = cancelOrder(store, created, days(1));
      const news: [string, unknown][] = [
        ["ORDERS_CREATE", orderPayload(created, "EUR")],
        ["REFUNDS_CREATE", refundPayload(refund, order, "EUR")],
        ["ORDERS_CANCELLED", orderPayload(order, "EUR")],
      ];
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(news, { minLength: news.length }),
          fc.shuffledSubarray(news),
          async (once, again) => {
            const { prisma } = shop.opened.database;
            await prisma.ledgerEntry.deleteMany();
            await prisma.orderFact.deleteMany();
            await prisma.refundFact.deleteMany();
            await prisma.referral.updateMany({ data: { orderId: null, verdict: null } });
            for (const [topic, payload] of [...once, ...again]) await tell(topic, payload);
            expect(await verdicts()).toEqual(["too-small"]);
            expect(await member(referrer().id, days(40))).toSatisfy(
              (found: { available: number } | null) => (found?.available ?? 0) === 0,
            );
            expect((await audit()).differences).toEqual([]);
          },
        ),
        { numRuns: 10 },
      );
    });

    test("of oneself, one's household, or an old customer earns nothing", async () => {
      const own = { id: referrer().id, email: referrer().email };
      const address = { address1: "Hauptstr. 5", zip: "10115" };
      // The one who brings friends has bought, and so is known by address.
      await tell(
        "ORDERS_CREATE",
        orderPayload(
          {
            ...placeKitOrder(shop.standIn, days(-10)),
            customerId: own.id,
            address,
            ...own,
            id: "gid://shopify/Order/900",
          },
          "EUR",
        ),
      );
      for (const id of ids) await take(id);
      const friend = (index: number, more: Partial<Order>) =>
        orderPayload(withCode(more, clock, friendCodeOf(ids[index]!)), "EUR");
      await tell("ORDERS_CREATE", friend(0, { customerId: own.id }));
      await tell("ORDERS_CREATE", friend(1, { address: { address1: "HAUPTSTR 5", zip: "10115" } }));
      await tell("ORDERS_CREATE", friend(2, { email: own.email.replace("@", "+friend@") }));
      // The customer of the orders above is no longer new by now.
      await tell("ORDERS_CREATE", friend(3, { email: "else@example.com" }));
      expect(await verdicts()).toEqual([
        "own-order",
        "same-household",
        "same-household",
        "not-new",
      ]);
      expect((await entries()).filter(([kind]) => kind === "referred")).toEqual([]);
      expect((await audit()).differences).toEqual([]);
    });

    test("is found out by an older order of the friend's that becomes known later", async () => {
      await take();
      const before = placeKitOrder(shop.standIn, days(-5));
      await tell("ORDERS_CREATE", orderPayload(withCode(), "EUR"));
      expect(await verdicts()).toEqual(["counts"]);
      await tell("ORDERS_CREATE", orderPayload(before, "EUR"));
      expect(await verdicts()).toEqual(["not-new"]);
      expect((await entries()).filter(([kind]) => kind === "referred")).toEqual([
        ["referred", 500],
        ["referred", -500],
      ]);
    });

    test("that dies on the way to Shopify is ended by the friend's second try", async () => {
      const { prisma } = shop.opened.database;
      const { rules } = (await currentProgramme(prisma, SHOP))!;
      const wish = {
        id: ids[0]!,
        referrerId: referrer().id,
        friend: { email: `${ids[0]!}@example.com` },
        rules: rules.bonuses.referral!,
        currencyCode: "EUR",
      };
      for (const isAfter of [false, true]) {
        const dying: typeof shop.context.client = {
          run: async (...call) => {
            const isCode = call[0].includes("mutation CreateCode");
            if (!isCode) return shop.context.client.run(...call);
            if (isAfter) await shop.context.client.run(...call);
            throw new AdminApiError("gone", { isTransient: true });
          },
        };
        await expect(
          takeFriendCode(
            prisma,
            SHOP,
            dying,
            wish,
            clockOf(() => clock),
          ),
        ).rejects.toThrow("gone");
      }
      expect(await take()).toMatchObject({ ok: true });
      expect(await prisma.referral.count()).toBe(1);
      const codes = shop.standIn.store.codeDiscounts.all();
      expect(codes.filter((one) => one.code === friendCodeOf(ids[0]!))).toHaveLength(1);
    });

    test("keeps what it earned when the friend is erased, and loses it when they return what they bought", async () => {
      const { prisma } = shop.opened.database;
      await take();
      const order = withCode();
      await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
      await servePrivacyRequest(prisma, {
        ...{ shop: SHOP, webhookId: "friend", topic: "CUSTOMERS_REDACT", triggeredAt: clock },
        payload: { customer: { id: numberOf(order.customerId!) } },
      });
      // News of the referrer, by which their friends are judged anew.
      const own = { ...placeKitOrder(shop.standIn, days(1)), customerId: referrer().id };
      await tell("ORDERS_CREATE", orderPayload(own, "EUR"));
      const referred = async () => (await entries()).filter(([kind]) => kind === "referred");
      expect(await verdicts()).toEqual(["counts"]);
      expect(await referred()).toEqual([["referred", 500]]);
      expect((await audit()).differences).toEqual([]);
      const { order: cancelled } = cancelOrder(shop.standIn.store, order, days(2));
      await tell("ORDERS_CANCELLED", orderPayload(cancelled, "EUR"));
      expect(await verdicts()).toEqual(["too-small"]);
      expect((await referred()).map(([, points]) => points)).toEqual([500, -500]);
      expect((await audit()).differences).toEqual([]);
    });

    test("leaves nothing of a customer whom Shopify asks to forget, and no address that could be read", async () => {
      const { prisma } = shop.opened.database;
      await tellBirthday(prisma, SHOP, referrer().id, { month: 5, day: 1 }, NOW);
      await take();
      const order = withCode();
      await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
      const contact = await prisma.orderContact.findFirstOrThrow();
      expect(contact.emailHash).toMatch(/^[0-9a-f]{64}$/);
      const forgetCustomer = (id: string) =>
        servePrivacyRequest(prisma, {
          shop: SHOP,
          webhookId: id,
          topic: "CUSTOMERS_REDACT",
          triggeredAt: clock,
          payload: { customer: { id: numberOf(id) } },
        });
      await forgetCustomer(referrer().id);
      await forgetCustomer(order.customerId!);
      expect(await prisma.memberProfile.count()).toBe(0);
      expect(await prisma.referral.count()).toBe(0);
      expect(await prisma.orderContact.count()).toBe(0);
      expect(await prisma.ledgerEntry.count()).toBe(0);
      expect((await prisma.orderFact.findFirstOrThrow()).customerId).toBe(null);
    });
  });

  test("a chargeback that was lost takes back what the order earned; one that is open does not", async () => {
    await save({});
    const order = placeKitOrder(shop.standIn, NOW);
    const dispute = (state: string) =>
      disputePayload("gid://shopify/ShopifyPaymentsDispute/5", order, "EUR", state);
    // Before its order, as it may come.
    await tell("DISPUTES_UPDATE", dispute("lost"));
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    await tell("DISPUTES_CREATE", dispute("needs_response"));
    await tell("DISPUTES_UPDATE", dispute("lost"));
    expect(await entries()).toEqual([
      ["charged-back", -15],
      ["earned", 15],
    ]);
    const attributed = await shop.opened.database.prisma.attribution.aggregate({
      where: { shop: SHOP },
      _sum: { revenueMinor: true },
    });
    expect(attributed._sum.revenueMinor ?? 0).toBe(0);
    expect((await audit()).differences).toEqual([]);
  });

  test("a merged customer's points of every kind are with the one who was kept, told once or thrice", async () => {
    const { prisma } = shop.opened.database;
    await save({});
    const order = placeKitOrder(shop.standIn, NOW);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const from = order.customerId!;
    const to = customers().find((one) => one.id !== from)!.id;
    await adjustPoints(
      { prisma, shop: SHOP },
      String(numberOf(from)),
      { id: "9a6b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d", points: 40, reason: "Sorry" },
      "7",
      clockOf(() => NOW),
    );
    await tellBirthday(prisma, SHOP, from, { month: 5, day: 1 }, NOW);
    // Pending still, as a friend's order may be returned.
    await prisma.ledgerEntry.create({
      data: {
        shop: SHOP,
        key: "referral/friend/1",
        customerId: from,
        kind: "referred",
        points: 500,
        availableAt: days(20),
        programmeVersion: 1,
      },
    });
    for (let times = 0; times < 3; times++) await tell("CUSTOMERS_MERGE", mergePayload(to, from));
    // What can be used now, and what can be later, stays so.
    expect(await member(to, NOW)).toMatchObject({ available: 40, pending: 515 });
    expect(await member(from, NOW)).toMatchObject({ available: 0, pending: 0 });
    expect(await member(to, days(40))).toMatchObject({ available: 555, pending: 0 });
    expect(await member(from, days(40))).toMatchObject({ available: 0, pending: 0 });
    expect(await prisma.memberProfile.findMany()).toMatchObject([
      { customerId: to, birthMonth: 5 },
    ]);
    // News of the order that still names the old customer is older than what is known.
    await tell("ORDERS_UPDATED", orderPayload(order, "EUR"));
    expect(await member(to, days(40))).toMatchObject({ available: 555 });
    expect((await audit()).differences).toEqual([]);
  });

  test("a campaign for a collection follows it, and each order earns by its own time", async () => {
    const { prisma } = shop.opened.database;
    const { store } = shop.standIn;
    const product = store.productByHandle("cola")!;
    const collection = store.collections.find(
      (one) => product.collectionHandles[0] === one.handle,
    )!;
    const draft = {
      ...emptyProgramme(),
      isRunning: true,
      earning: {
        ...emptyProgramme().earning,
        campaigns: [
          {
            ...emptyCampaign(),
            name: "Week",
            startsOn: "2026-11-01",
            endsOn: "2026-11-30",
            factor: "3",
            scope: "collection",
            collectionId: collection.id,
          },
        ],
      },
    };
    const filled = await fillCampaigns(shop.context.client, draft);
    if (!filled.ok) throw new Error(filled.issues[0]?.message);
    await save({}, filled.draft as object);
    const ids = (await currentProgramme(prisma, SHOP))!.rules.earning.campaigns[0]!.productIds;
    expect(ids).toContain(product.id);
    const first = placeKitOrder(shop.standIn, NOW);
    await tell("ORDERS_CREATE", orderPayload(first, "EUR"));
    const burger = store.productByHandle("classic-burger")!;
    const inIt = [product, burger].filter((one) =>
      one.collectionHandles.includes(collection.handle),
    );
    // 13.80 of burgers and 2.00 of a drink.
    const worth = (handles: readonly { id: string }[]) =>
      Math.floor(
        13.8 * (handles.some((one) => one.id === burger.id) ? 3 : 1) +
          2 * (handles.some((one) => one.id === product.id) ? 3 : 1),
      );
    expect(await entries()).toEqual([["earned", worth(inIt)]]);
    // All that was in it leaves.
    for (const one of store.products.all())
      store.putProduct({
        ...one,
        collectionHandles: one.collectionHandles.filter((handle) => handle !== collection.handle),
      });
    clock = days(1);
    await refreshCampaigns(prisma, SHOP, shop.context.client, "2026-11-03", clock);
    await refreshCampaigns(prisma, SHOP, shop.context.client, "2026-11-03", clock);
    expect((await currentProgramme(prisma, SHOP))?.version).toBe(2);
    await tell("ORDERS_CREATE", orderPayload(placeKitOrder(shop.standIn, days(1)), "EUR"));
    expect((await entries()).map(([, points]) => points)).toEqual([worth(inIt), worth([])]);
    const gone = { ...draft.earning.campaigns[0]!, collectionId: "gid://shopify/Collection/1" };
    expect(
      await fillCampaigns(shop.context.client, { earning: { campaigns: [gone] } }),
    ).toMatchObject({ ok: false, issues: [{ field: "earning.campaigns.0.collectionId" }] });
  });
});
