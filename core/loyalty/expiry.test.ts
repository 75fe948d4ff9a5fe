import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { expiryOf } from "./expiry.ts";
import type { DatedEntry } from "./expiry.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");
const day = (number: number) => new Date(START + number * DAY).toISOString();

const order = (id: string, points: number, on: number, expiryDays = 100): DatedEntry => ({
  key: `order/${id}/earned`,
  kind: "earned",
  points,
  orderId: `gid://shopify/Order/${id}`,
  at: day(on),
  availableAt: day(on),
  expiryDays,
});
const refund = (id: string, points: number, on: number): DatedEntry => ({
  ...order(id, -points, on),
  key: `refund/${id}/${on}`,
  kind: "refunded",
});
const redemption = (points: number, on: number): DatedEntry => ({
  ...order("", -points, on, 0),
  key: `redemption/${on}`,
  kind: "redeemed",
  orderId: null,
});
const entered = (entries: readonly { key: string; points: number }[]): DatedEntry[] =>
  entries.map((one) => ({ ...redemption(0, 0), ...one, kind: "expired" }));
const points = (entries: readonly DatedEntry[], on: number) =>
  expiryOf(entries, day(on)).entries.map((one) => one.points);

describe("points that expire", () => {
  test("are those that are left of a lot when its time comes, the oldest spent first", () => {
    const entries = [order("1", 100, 0), order("2", 100, 50), redemption(130, 60)];
    expect(points(entries, 99)).toEqual([]);
    expect(expiryOf(entries, day(99)).next).toEqual({ at: day(150), points: 70 });
    expect(points(entries, 100)).toEqual([]);
    expect(points(entries, 150)).toEqual([-70]);
    expect(points([order("1", 100, 0), redemption(30, 60)], 100)).toEqual([-70]);
    expect(points([order("1", 100, 0, 0)], 5_000)).toEqual([]);
  });

  test("are entered once", () => {
    const entries = [order("1", 100, 0)];
    const { entries: fresh } = expiryOf(entries, day(100));
    expect(fresh).toEqual([{ key: "expired/order/1/1", points: -100 }]);
    expect(points([...entries, ...entered(fresh)], 200)).toEqual([]);
  });

  test("were not there to expire where their order is refunded later", () => {
    const entries = [order("1", 100, 0), ...entered([{ key: "expired/order/1/1", points: -100 }])];
    expect(expiryOf([...entries, refund("1", 100, 120)], day(120)).entries).toEqual([
      { key: "expired/order/1/2", points: 100 },
    ]);
  });

  test("what was redeemed and given back is as if it never was", () => {
    const back = { ...redemption(100, 10), points: 100, key: "redemption/10/returned" };
    const entries = [
      order("1", 100, 0),
      redemption(100, 10),
      { ...back, kind: "returned" as const },
    ];
    expect(points(entries, 100)).toEqual([-100]);
  });

  test("a debt is paid by what comes next, before that can expire", () => {
    const entries = [
      order("1", 100, 0),
      redemption(100, 10),
      refund("1", 100, 20),
      order("2", 150, 30),
    ];
    expect(points(entries, 130)).toEqual([-50]);
  });

  test("nothing expires that is not there: after all time, the balance is nothing, or a debt", () => {
    const move = fc.oneof(
      fc.record({ order: fc.nat({ max: 4 }), points: fc.nat({ max: 500 }), on: fc.nat(300) }),
      fc.record({ spent: fc.integer({ min: 1, max: 500 }), on: fc.nat(300) }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 8 }), fc.array(fc.nat(500)), (moves, looks) => {
        const entries: DatedEntry[] = [];
        for (const [index, one] of moves.entries()) {
          if ("spent" in one)
            entries.push({ ...redemption(one.spent, one.on), key: `redemption/${index}` });
          else if (!entries.some((known) => known.key === `order/${one.order}/earned`))
            entries.push(order(String(one.order), one.points, one.on));
        }
        let ledger = entries;
        for (const look of [...looks, 1_000]) {
          const fresh = expiryOf(ledger, day(look)).entries;
          ledger = [...ledger, ...entered(fresh)];
          expect(expiryOf(ledger, day(look)).entries).toEqual([]);
        }
        const balance = ledger.reduce((sum, one) => sum + one.points, 0);
        expect(balance).toBeLessThanOrEqual(0);
        const gone = ledger.filter((one) => one.kind === "expired");
        const earned = entries.reduce((sum, one) => sum + Math.max(0, one.points), 0);
        const lost = gone.reduce((sum, one) => sum - one.points, 0);
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThanOrEqual(earned);
      }),
    );
  });
});
