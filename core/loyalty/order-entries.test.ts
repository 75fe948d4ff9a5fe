import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { AttributableOrder } from "../attribution/attribute-order.ts";
import { earningOf, pointsFor } from "./earning.ts";
import { orderEntries } from "./order-entries.ts";
import { spreadTakenBack } from "../attribution/chargebacks.ts";
import type { TakenBack } from "../attribution/chargebacks.ts";
import type { LedgerEntry } from "./order-entries.ts";
import type { ProgrammeRules } from "./programme.ts";

const ZONE = "Europe/Berlin";

const BOOK = "gid://shopify/Product/1";
const CARD = "gid://shopify/Product/2";

const RULES: ProgrammeRules = {
  isRunning: true,
  pointsName: "points",
  currencyCode: "EUR",
  earning: {
    hundredthsPerUnit: 150,
    rounding: "down",
    excludedProductIds: [],
    returnDays: 30,
    campaigns: [],
  },
  bonuses: {
    signUpPoints: 0,
    birthdayPoints: 0,
    reviewPoints: 0,
    reviewsPerMonth: 5,
    referral: null,
  },
  redeeming: null,
  expiryDays: 0,
  earnsSince: null,
  tagPrefix: null,
  tiers: { measure: "spend", window: "rolling-year", graceDays: 0, levels: [] },
};

const line = (id: number, quantity: number, unitPriceMinor: number, offMinor = 0) => ({
  lineItemId: `gid://shopify/LineItem/${id}`,
  productId: BOOK,
  quantity,
  unitPriceMinor,
  discounts: offMinor > 0 ? [{ title: "Ten off", amountMinor: offMinor }] : [],
});
const order = (more: Partial<AttributableOrder> = {}): AttributableOrder => ({
  orderId: "gid://shopify/Order/5",
  createdAt: "2026-11-01T10:00:00Z",
  updatedAt: "2026-11-01T10:00:00Z",
  cancelledAt: null,
  currencyCode: "EUR",
  customerId: "gid://shopify/Customer/1",
  lines: [line(1, 2, 1_000, 100), line(2, 1, 333)],
  ...more,
});
const refund = (number: number, lineId: number, subtotalMinor: number): TakenBack => ({
  refundId: `gid://shopify/Refund/${number}`,
  lines: [{ lineItemId: `gid://shopify/LineItem/${lineId}`, quantity: 1, subtotalMinor }],
  chargedBackMinor: 0,
});
const chargeback = (number: number, chargedBackMinor: number): TakenBack => ({
  refundId: `gid://shopify/ShopifyPaymentsDispute/${number}`,
  lines: [],
  chargedBackMinor,
});
const sum = (entries: readonly LedgerEntry[]) =>
  entries.reduce((total, one) => total + one.points, 0);

describe("what an order enters into the ledger", () => {
  test("is what was paid for its lines, rounded once, and what refunds took back of it", () => {
    // 19.00 and 3.33 are 22.33: at a point and a half each, 33.495.
    const earned = orderEntries(order(), [], RULES, ZONE, []);
    expect(earned).toEqual([{ key: "order/5/earned", kind: "earned", points: 33 }]);
    // Without 9.50, 12.83 are left: 19.245.
    const back = orderEntries(order(), [refund(7, 1, 950)], RULES, ZONE, earned);
    expect(back).toEqual([{ key: "refund/7", kind: "refunded", points: -14 }]);
    const all = [...earned, ...back];
    expect(orderEntries(order(), [refund(7, 1, 950)], RULES, ZONE, all)).toEqual([]);
    const cancelled = order({ cancelledAt: "2026-11-02T10:00:00Z" });
    expect(orderEntries(cancelled, [refund(7, 1, 950)], RULES, ZONE, all)).toEqual([
      { key: "order/5/cancelled", kind: "cancelled", points: -19 },
    ]);
  });

  test.each([
    ["down", 33],
    ["nearest", 33],
    ["up", 34],
  ] as const)("is rounded %s to %i", (rounding, points) => {
    const rules = { ...RULES, earning: { ...RULES.earning, rounding } };
    expect(sum(orderEntries(order(), [], rules, ZONE, []))).toBe(points);
  });

  test("is nothing for gift cards, excluded products, and another currency", () => {
    const lines = [
      { ...line(1, 1, 1_000), isGiftCard: true },
      { ...line(2, 1, 2_000), productId: CARD },
      line(3, 1, 400),
    ];
    const rules = { ...RULES, earning: { ...RULES.earning, excludedProductIds: [CARD] } };
    expect(sum(orderEntries(order({ lines }), [], rules, ZONE, []))).toBe(6);
    expect(sum(orderEntries(order({ currencyCode: "USD" }), [], RULES, ZONE, []))).toBe(0);
  });

  test("is taken back in proportion by a chargeback, of what refunds have left", () => {
    // Of 22.33, a bank took 11.17: 11.16 are left, 16.74 points.
    const half = orderEntries(order(), [chargeback(7, 1_117)], RULES, ZONE, []);
    expect(half).toEqual([
      { key: "order/5/earned", kind: "earned", points: 33 },
      { key: "chargeback/7", kind: "charged-back", points: -17 },
    ]);
    // A refund of the same number is another cause.
    const both = orderEntries(
      order(),
      [chargeback(7, 1_117), refund(7, 2, 333)],
      RULES,
      ZONE,
      half,
    );
    expect(both.map((one) => one.key)).toEqual(["refund/7"]);
    // 19.00 less 11.17.
    expect(sum([...half, ...both])).toBe(11);
    // With its shipping, more than the lines came to: nothing is left, and nothing below.
    expect(sum(orderEntries(order(), [chargeback(7, 9_999)], RULES, ZONE, []))).toBe(0);
  });

  test("P29: is nothing until an order is paid, and is taken back each time that it is not", () => {
    const as = (financialStatus: string) => order({ financialStatus });
    const ledger: LedgerEntry[] = [];
    const enter = (one: AttributableOrder, takenBack: readonly TakenBack[] = []) => {
      const fresh = orderEntries(one, takenBack, RULES, ZONE, ledger);
      ledger.push(...fresh);
      return fresh.map(({ kind, points }) => [kind, points]);
    };
    expect(enter(order({ isTest: true }))).toEqual([]);
    expect(enter(as("PENDING"))).toEqual([]);
    expect(enter(as("PAID"))).toEqual([["earned", 33]]);
    expect(enter(as("VOIDED"))).toEqual([["voided", -33]]);
    expect(enter(as("VOIDED"), [refund(7, 1, 950)])).toEqual([["refunded", 0]]);
    expect(enter(as("PAID"), [refund(7, 1, 950)])).toEqual([["paid", 19]]);
    expect(enter(as("PENDING"), [refund(7, 1, 950)])).toEqual([["voided", -19]]);
    expect(enter(as("PAID"), [refund(7, 1, 950)])).toEqual([["paid", 19]]);
    expect(enter(order({ isDeleted: true }), [refund(7, 1, 950)])).toEqual([["deleted", -19]]);
    expect(new Set(ledger.map((one) => one.key)).size).toBe(ledger.length);
  });

  test("counts as often as the best campaign of its day lets it, line by line", () => {
    const campaign = (factor: number, productIds: string[] | null, endsOn = "2026-11-01") => ({
      name: "Week",
      startsOn: "2026-10-30",
      endsOn,
      factor,
      productIds,
      collectionId: null,
    });
    const lines = [line(1, 1, 1_000), { ...line(2, 1, 2_000), productId: CARD }];
    const worth = (campaigns: ReturnType<typeof campaign>[], createdAt = order().createdAt) => {
      const rules = { ...RULES, earning: { ...RULES.earning, campaigns } };
      return sum(orderEntries(order({ lines, createdAt }), [], rules, ZONE, []));
    };
    expect(worth([])).toBe(45);
    expect(worth([campaign(200, null)])).toBe(90);
    expect(worth([campaign(200, [CARD])])).toBe(75);
    // Two at once do not multiply: the better one counts.
    expect(worth([campaign(200, null), campaign(300, [BOOK])])).toBe(45 + 60);
    // Half an hour before midnight in Berlin, and half an hour after.
    expect(worth([campaign(200, null)], "2026-11-01T22:30:00Z")).toBe(90);
    expect(worth([campaign(200, null)], "2026-11-01T23:30:00Z")).toBe(45);
  });

  test("ends the same whichever way the news comes in, and however often", () => {
    const news = fc
      .record({
        versions: fc.array(
          fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 5_000 })), {
            minLength: 1,
            maxLength: 3,
          }),
          { minLength: 1, maxLength: 3 },
        ),
        refunds: fc.array(
          fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6_000 })),
          { maxLength: 4 },
        ),
        chargebacks: fc.array(fc.integer({ min: 1, max: 8_000 }), { maxLength: 2 }),
        isCancelled: fc.boolean(),
        statuses: fc.array(fc.constantFrom("PAID", "PENDING", "VOIDED", "PARTIALLY_REFUNDED"), {
          minLength: 3,
          maxLength: 3,
        }),
        hundredthsPerUnit: fc.integer({ min: 1, max: 999 }),
        rounding: fc.constantFrom("down" as const, "nearest" as const, "up" as const),
      })
      .chain((drawn) => {
        const last = drawn.versions.length - 1;
        const versions = drawn.versions.map((lines, index) =>
          order({
            updatedAt: `2026-11-0${index + 2}T10:00:00Z`,
            cancelledAt: drawn.isCancelled && index === last ? "2026-11-09T10:00:00Z" : null,
            financialStatus: drawn.statuses[index]!,
            lines: lines.map(([quantity, price], at) => line(at + 1, quantity, price)),
          }),
        );
        const refunds = [
          ...drawn.refunds.map(([lineId, minor], at) => refund(at + 1, lineId, minor)),
          ...drawn.chargebacks.map((minor, at) => chargeback(at + 1, minor)),
        ];
        const events = [...versions, ...refunds];
        return fc.record({
          drawn: fc.constant(drawn),
          versions: fc.constant(versions),
          refunds: fc.constant(refunds),
          events: fc
            .tuple(
              fc.shuffledSubarray(events, { minLength: events.length }),
              fc.shuffledSubarray(events),
            )
            .map(([once, again]) => [...once, ...again]),
        });
      });
    fc.assert(
      fc.property(news, ({ drawn, versions, refunds, events }) => {
        const { hundredthsPerUnit, rounding } = drawn;
        const rules = { ...RULES, earning: { ...RULES.earning, hundredthsPerUnit, rounding } };
        const ledger: LedgerEntry[] = [];
        const seen = new Map<string, TakenBack>();
        let newest: AttributableOrder | null = null;
        for (const event of events) {
          if ("refundId" in event) seen.set(event.refundId, event);
          else if (!newest || newest.updatedAt < event.updatedAt) newest = event;
          if (!newest) continue;
          const fresh = orderEntries(newest, [...seen.values()], rules, ZONE, ledger);
          ledger.push(...fresh);
          const keys = ledger.map((one) => one.key);
          expect(new Set(keys).size).toBe(keys.length);
        }
        const worth = pointsFor(
          earningOf(versions.at(-1)!, spreadTakenBack(versions.at(-1)!, refunds), rules, ZONE),
          rules,
        );
        expect(sum(ledger)).toBe(worth);
      }),
      { numRuns: 3_000 },
    );
  });
});
