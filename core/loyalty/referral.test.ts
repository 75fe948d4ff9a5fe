import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { plainAddress, plainEmail } from "./contact.ts";
import { judgeReferrals } from "./referral.ts";
import type { ReferredOrder } from "./referral.ts";

const rules = { points: 500, friendOffMinor: 500, minimumMinor: 3_000, friendsPerYear: 2 };
const order = (referralId: string, more: Partial<ReferredOrder> = {}): ReferredOrder => ({
  referralId,
  orderedAt: "2026-11-01T10:00:00Z",
  netMinor: 3_000,
  isByReferrer: false,
  sharesContact: false,
  isNew: true,
  rules,
  ...more,
});
const verdict = (more: Partial<ReferredOrder>) => judgeReferrals([order("a", more)]).get("a");

describe("a referral", () => {
  test.each([
    ["counts", {}],
    ["not-offered", { rules: null }],
    ["own-order", { isByReferrer: true }],
    ["same-household", { sharesContact: true }],
    ["not-new", { isNew: false }],
    ["too-small", { netMinor: 2_999 }],
  ] as const)("is judged %s", (expected, more) => {
    expect(verdict(more)).toBe(expected);
  });

  test("counts up to the limit of any 365 days, the first ones, in whatever order they are known", () => {
    const days = ["2025-10-01", "2026-01-01", "2026-02-01", "2026-10-01", "2026-10-02"];
    const orders = days.map((day) => order(day, { orderedAt: `${day}T10:00:00Z` }));
    fc.assert(
      fc.property(fc.shuffledSubarray(orders, { minLength: orders.length }), (shuffled) => {
        const verdicts = judgeReferrals(shuffled);
        expect(days.map((day) => verdicts.get(day))).toEqual([
          "counts",
          "counts",
          "too-many",
          "counts",
          "too-many",
        ]);
      }),
    );
  });

  test("that is taken back makes room for the next one", () => {
    const orders = ["2026-01-01", "2026-01-02", "2026-01-03"].map((day) =>
      order(day, { orderedAt: `${day}T10:00:00Z`, netMinor: day.endsWith("01") ? 0 : 3_000 }),
    );
    expect([...judgeReferrals(orders).values()]).toEqual(["too-small", "counts", "counts"]);
  });
});

describe("what tells that two buyers are one", () => {
  test.each([
    [" Ada.Lovelace+shop@Gmail.com ", "adalovelace@gmail.com"],
    ["Ada.Lovelace+2@example.com", "ada.lovelace@example.com"],
    ["nobody", null],
    [null, null],
  ])("the address %s is %s", (email, plain) => {
    expect(plainEmail(email)).toBe(plain);
  });

  test("a street is the same however it is written", () => {
    const address = (address1: string | null) => ({ address1, zip: "10115", country: "DE" });
    expect(plainAddress(address("Hauptstr. 5"))).toBe(plainAddress(address(" HAUPTSTR 5")));
    expect(plainAddress(address("Hauptstr. 6"))).not.toBe(plainAddress(address("Hauptstr. 5")));
    expect(plainAddress(address(null))).toBe(null);
    expect(plainAddress(null)).toBe(null);
  });
});
