import { describe, expect, test } from "vitest";

import type { TierLevel, TierRules } from "./programme.ts";
import { nextTierChange, tierAt } from "./tiers.ts";

const level = (name: string, threshold: number): TierLevel => ({
  id: name.toLowerCase(),
  name,
  threshold,
  icon: "star",
  perks: { discountBasisPoints: 0, hasFreeShipping: false, pointsFactor: 100, creditMinor: 0 },
});
const LEVELS = [level("Silver", 20_000), level("Gold", 50_000)];
const ROLLING: TierRules = {
  measure: "spend",
  window: "rolling-year",
  graceDays: 0,
  levels: LEVELS,
};
const bought = (orderedAt: string, netMinor: number) => ({
  orderedAt,
  netMinor,
  points: netMinor / 100,
});
const nameAt = (rules: TierRules, orders: Parameters<typeof tierAt>[1], at: string) =>
  tierAt(rules, orders, at, "Europe/Berlin").level?.name ?? null;

describe("the tier of a customer", () => {
  test("over a rolling year is what the last 365 days come to", () => {
    const orders = [bought("2026-01-10T10:00:00Z", 15_000), bought("2026-03-01T10:00:00Z", 5_000)];
    expect(nameAt(ROLLING, orders, "2026-02-28T10:00:00Z")).toBe(null);
    expect(nameAt(ROLLING, orders, "2026-03-01T10:00:00Z")).toBe("Silver");
    expect(nameAt(ROLLING, orders, "2027-01-10T09:59:59Z")).toBe("Silver");
    expect(nameAt(ROLLING, orders, "2027-01-10T10:00:00Z")).toBe(null);
    const graced = { ...ROLLING, graceDays: 30 };
    expect(nameAt(graced, orders, "2027-02-09T09:59:59Z")).toBe("Silver");
    expect(nameAt(graced, orders, "2027-02-09T10:00:01Z")).toBe(null);
  });

  test("by the calendar holds to the end of the next year of the shop, and the days of grace", () => {
    const calendar = { ...ROLLING, window: "calendar-year" as const, graceDays: 10 };
    // In Berlin, it is 2026 already.
    const orders = [bought("2025-12-31T23:30:00Z", 20_000)];
    expect(nameAt(calendar, orders, "2025-12-31T23:59:00Z")).toBe("Silver");
    expect(nameAt(calendar, orders, "2027-12-31T12:00:00Z")).toBe("Silver");
    expect(nameAt(calendar, orders, "2028-01-09T12:00:00Z")).toBe("Silver");
    expect(nameAt(calendar, orders, "2028-01-12T12:00:00Z")).toBe(null);
  });

  test("says what is missing to the next one", () => {
    const orders = [bought("2026-11-01T10:00:00Z", 30_000)];
    expect(tierAt(ROLLING, orders, "2026-11-02T10:00:00Z", "UTC")).toEqual({
      level: LEVELS[0],
      counted: 30_000,
      next: { level: LEVELS[1], missing: 20_000 },
    });
    expect(tierAt({ ...ROLLING, levels: [] }, orders, "2026-11-02T10:00:00Z", "UTC")).toEqual({
      level: null,
      counted: 30_000,
      next: null,
    });
  });

  test("counts orders that were kept, or points, where the programme says so", () => {
    const orders = [
      bought("2026-11-01T10:00:00Z", 30_000),
      bought("2026-11-02T10:00:00Z", 0),
      bought("2026-11-03T10:00:00Z", 10_000),
    ];
    const at = "2026-11-04T10:00:00Z";
    const levels = [level("Two", 2), level("Many", 300)];
    expect(tierAt({ ...ROLLING, measure: "orders", levels }, orders, at, "UTC").counted).toBe(2);
    expect(nameAt({ ...ROLLING, measure: "points", levels }, orders, at)).toBe("Many");
  });

  test("between the instants that are named, time changes nothing", () => {
    const days = (from: string, count: number) =>
      Array.from({ length: count }, (_one, index) =>
        new Date(Date.parse(from) + index * 86_400_000 * 1.3).toISOString(),
      );
    const orders = days("2025-03-01T10:00:00Z", 9).map((at, index) => bought(at, 3_000 * index));
    for (const window of ["rolling-year", "calendar-year"] as const) {
      const rules = { ...ROLLING, window, graceDays: 20 };
      const standing = (at: string) => JSON.stringify(tierAt(rules, orders, at, "Europe/Berlin"));
      let [before] = days("2025-04-01T00:00:00Z", 1);
      let changesAt = nextTierChange(rules, orders, before!, "Europe/Berlin");
      for (const at of days("2025-04-01T00:00:00Z", 900)) {
        if (changesAt !== null && at >= changesAt) {
          before = at;
          changesAt = nextTierChange(rules, orders, at, "Europe/Berlin");
        }
        expect(standing(at)).toBe(standing(before!));
      }
    }
  });
});
