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
        const expected = isUnpaid && !given.isInFulfilment ? "take-off" : settle(given);
        expect(settle(given)).toBe(expected);
        if (settle(given) === "added") expect(stays && !isUnpaid).toBe(true);
        if (settle(given) === "not-added") expect(stays).toBe(false);
      }),
    );
  });

  test("an order in fulfilment is never changed (P16)", () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(settle({ ...given, isInFulfilment: true })).not.toBe("take-off");
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
