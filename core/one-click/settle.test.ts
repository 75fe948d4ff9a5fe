import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isInFulfilment, settle } from "./settle.ts";
import type { SettledFacts } from "./settle.ts";

const facts = fc.record<SettledFacts>({
  units: fc.nat(3),
  outstandingMinor: fc.integer({ min: -10_000, max: 10_000 }),
  isCancelled: fc.boolean(),
  isInFulfilment: fc.boolean(),
});

describe("what becomes of what was accepted with one click", () => {
  test("nothing stays that is not paid, unless the order is in fulfilment (P15)", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const stays = given.units > 0 && !given.isCancelled;
        const isUnpaid = stays && given.outstandingMinor > 0;
        const settlement = settle(given, true);
        expect(settlement === "added").toBe(stays && !isUnpaid);
        expect(settlement === "not-added").toBe(!stays);
        expect(settlement === "take-off").toBe(isUnpaid && !given.isInFulfilment);
        expect(settlement === "left-unpaid").toBe(isUnpaid && given.isInFulfilment);
      }),
    );
  });

  test("nothing is taken off, or given up, while Shopify may still be at it", () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(["added", "wait"]).toContain(settle(given, false));
        if (settle(given, false) === "added") expect(settle(given, true)).toBe("added");
      }),
    );
  });

  test("an order in fulfilment is never changed (P16)", () => {
    fc.assert(
      fc.property(facts, fc.boolean(), (given, isOver) => {
        expect(settle({ ...given, isInFulfilment: true }, isOver)).not.toBe("take-off");
      }),
    );
  });

  test.each([
    ["UNFULFILLED", false],
    ["ON_HOLD", false],
    ["SCHEDULED", false],
    ["IN_PROGRESS", true],
    ["PENDING_FULFILLMENT", true],
    ["PARTIALLY_FULFILLED", true],
    ["FULFILLED", true],
  ])("%s: in fulfilment is %s (P16)", (status, expected) => {
    expect(isInFulfilment(status)).toBe(expected);
  });
});
