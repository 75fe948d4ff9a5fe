import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { AttributableOrder } from "../attribution/attribute-order.ts";
import { earningMinor, pointsFor } from "./earning.ts";
import { orderEntries } from "./order-entries.ts";
import type { LedgerEntry, OrderRefundFact } from "./order-entries.ts";
import type { ProgrammeRules } from "./programme.ts";

const BOOK = "gid://shopify/Product/1";
const CARD = "gid://shopify/Product/2";

const RULES: ProgrammeRules = {
  isRunning: true,
  pointsName: "points",
  currencyCode: "EUR",
  earning: { hundredthsPerUnit: 150, rounding: "down", excludedProductIds: [], returnDays: 30 },
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
const refund = (number: number, lineId: number, subtotalMinor: number): OrderRefundFact => ({
  refundId: `gid://shopify/Refund/${number}`,
  lines: [{ lineItemId: `gid://shopify/LineItem/${lineId}`, quantity: 1, subtotalMinor }],
});
const sum = (entries: readonly LedgerEntry[]) =>
  entries.reduce((total, one) => total + one.points, 0);

describe("what an order enters into the ledger", () => {
  test("is what was paid for its lines, rounded once, and what refunds took back of it", () => {
    // 19.00 and 3.33 are 22.33: at a point and a half each, 33.495.
    const earned = orderEntries(order(), [], RULES, []);
    expect(earned).toEqual([{ key: "order/5/earned", kind: "earned", points: 33 }]);
    // Without 9.50, 12.83 are left: 19.245.
    const back = orderEntries(order(), [refund(7, 1, 950)], RULES, earned);
    expect(back).toEqual([{ key: "refund/7", kind: "refunded", points: -14 }]);
    const all = [...earned, ...back];
    expect(orderEntries(order(), [refund(7, 1, 950)], RULES, all)).toEqual([]);
    const cancelled = order({ cancelledAt: "2026-11-02T10:00:00Z" });
    expect(orderEntries(cancelled, [refund(7, 1, 950)], RULES, all)).toEqual([
      { key: "order/5/cancelled", kind: "cancelled", points: -19 },
    ]);
  });

  test.each([
    ["down", 33],
    ["nearest", 33],
    ["up", 34],
  ] as const)("is rounded %s to %i", (rounding, points) => {
    const rules = { ...RULES, earning: { ...RULES.earning, rounding } };
    expect(sum(orderEntries(order(), [], rules, []))).toBe(points);
  });

  test("is nothing for gift cards, excluded products, and another currency", () => {
    const lines = [
      { ...line(1, 1, 1_000), isGiftCard: true },
      { ...line(2, 1, 2_000), productId: CARD },
      line(3, 1, 400),
    ];
    const rules = { ...RULES, earning: { ...RULES.earning, excludedProductIds: [CARD] } };
    expect(sum(orderEntries(order({ lines }), [], rules, []))).toBe(6);
    expect(sum(orderEntries(order({ currencyCode: "USD" }), [], RULES, []))).toBe(0);
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
        isCancelled: fc.boolean(),
        hundredthsPerUnit: fc.integer({ min: 1, max: 999 }),
        rounding: fc.constantFrom("down" as const, "nearest" as const, "up" as const),
      })
      .chain((drawn) => {
        const last = drawn.versions.length - 1;
        const versions = drawn.versions.map((lines, index) =>
          order({
            updatedAt: `2026-11-0${index + 2}T10:00:00Z`,
            cancelledAt: drawn.isCancelled && index === last ? "2026-11-09T10:00:00Z" : null,
            lines: lines.map(([quantity, price], at) => line(at + 1, quantity, price)),
          }),
        );
        const refunds = drawn.refunds.map(([lineId, minor], at) => refund(at + 1, lineId, minor));
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
        const seen = new Map<string, OrderRefundFact>();
        let newest: AttributableOrder | null = null;
        for (const event of events) {
          if ("refundId" in event) seen.set(event.refundId, event);
          else if (!newest || newest.updatedAt < event.updatedAt) newest = event;
          if (!newest) continue;
          const fresh = orderEntries(newest, [...seen.values()], rules, ledger);
          ledger.push(...fresh);
          const keys = ledger.map((one) => one.key);
          expect(new Set(keys).size).toBe(keys.length);
        }
        const worth = pointsFor(
          earningMinor(
            versions.at(-1)!,
            refunds.flatMap((one) => one.lines),
            rules,
          ),
          rules,
        );
        expect(sum(ledger)).toBe(worth);
      }),
      { numRuns: 3_000 },
    );
  });
});
