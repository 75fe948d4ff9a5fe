import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { balanceOf } from "./balance.ts";
import type { CountedEntry } from "./balance.ts";

const NOW = "2026-11-02T08:00:00.000Z";
const LATER = "2026-11-02T08:01:00.000Z";
const earned: CountedEntry = { kind: "earned", points: 500, availableAt: NOW };

describe("a balance", () => {
  test.each(["redeemed", "expired", "adjusted"] as const)(
    "P28: has no points that were %s by a clock that is ahead",
    (kind) => {
      const spent: CountedEntry = { kind, points: -500, availableAt: LATER };
      expect(balanceOf([earned, spent], NOW)).toEqual({ available: 0, pending: 0 });
    },
  );

  test("has no points before their time, whatever gives them", () => {
    const returned: CountedEntry = { kind: "returned", points: 200, availableAt: LATER };
    expect(balanceOf([earned, returned], NOW)).toEqual({ available: 500, pending: 200 });
    expect(balanceOf([earned, returned], LATER)).toEqual({ available: 700, pending: 0 });
  });

  test("loses what a refund takes back of pending points among those, not among what can be used", () => {
    const pending: CountedEntry = { kind: "earned", points: 100, availableAt: LATER };
    const refunded: CountedEntry = { kind: "refunded", points: -40, availableAt: LATER };
    expect(balanceOf([earned, pending, refunded], NOW)).toEqual({ available: 500, pending: 60 });
  });

  test("is the sum of all entries, at any time", () => {
    const entries = fc.array(
      fc.record({
        kind: fc.constantFrom(
          ...(["earned", "refunded", "redeemed", "returned", "expired", "moved"] as const),
        ),
        points: fc.integer({ min: -1_000, max: 1_000 }),
        availableAt: fc.constantFrom(NOW, LATER),
      }),
    );
    fc.assert(
      fc.property(entries, fc.constantFrom(NOW, LATER), (list, now) => {
        const { available, pending } = balanceOf(list, now);
        expect(available + pending).toBe(list.reduce((sum, one) => sum + one.points, 0));
      }),
    );
  });
});
