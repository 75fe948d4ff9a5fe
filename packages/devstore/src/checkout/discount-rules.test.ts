import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { AppDiscount } from "../state/types.ts";
import { applyOrderDiscounts, applyProductDiscounts } from "./discount-rules.ts";
import type { FunctionAnswer, LineAllocation } from "./discount-rules.ts";

const DISCOUNT: AppDiscount = {
  id: "gid://shopify/DiscountAutomaticNode/1",
  title: "Offers",
  functionHandle: "pricing",
  discountClasses: ["PRODUCT", "ORDER"],
  combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
  startsAt: "2026-01-01T00:00:00Z",
  endsAt: null,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
};
const linesOf = (costs: readonly number[]) =>
  costs.map((subtotalMinor, index) => ({ id: String(index), quantity: 1, subtotalMinor }));
const offOrder = (value: object): FunctionAnswer => ({
  operations: [
    {
      orderDiscountsAdd: {
        selectionStrategy: "FIRST",
        candidates: [{ targets: [{ orderSubtotal: { excludedCartLineIds: [] } }], value }],
      },
    },
  ],
});
const offLines = (ids: readonly string[], amount: string): FunctionAnswer => ({
  operations: [
    {
      productDiscountsAdd: {
        selectionStrategy: "ALL",
        candidates: [
          { targets: ids.map((id) => ({ cartLine: { id } })), value: { fixedAmount: { amount } } },
        ],
      },
    },
  ],
});
const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
const amountsOf = (allocations: readonly LineAllocation[]) =>
  allocations.map((one) => one.amountMinor);

describe("what is off the whole order", () => {
  test("takes nothing of a line that a gift made free, also when it is the last one", () => {
    const lines = linesOf([333, 333, 500]);
    const gift = offLines(["2"], "5.00");
    const free = applyProductDiscounts(DISCOUNT, gift, lines, "EUR");
    const answer = offOrder({ percentage: { value: "10" } });
    const off = applyOrderDiscounts(DISCOUNT, answer, lines, free, "EUR");
    expect(amountsOf(off)).toEqual([33, 34, 0]);
  });

  test("takes of no line more than it costs, and all of its amount together", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 100 }),
        (costs, percent) => {
          const answer = offOrder({ percentage: { value: String(percent) } });
          const off = amountsOf(applyOrderDiscounts(DISCOUNT, answer, linesOf(costs), [], "EUR"));
          expect(sum(off)).toBe(Math.floor((sum(costs) * percent) / 100 + 0.5));
          off.forEach((amount, index) => expect(amount).toBeLessThanOrEqual(costs[index]!));
        },
      ),
    );
  });
});

test("an amount off several lines is spread in full, and takes of no line more than it costs", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 8 }),
      fc.nat({ max: 5_000 }),
      (costs, amountMinor) => {
        const lines = linesOf(costs);
        const answer = offLines(
          lines.map((one) => one.id),
          (amountMinor / 100).toFixed(2),
        );
        const off = amountsOf(applyProductDiscounts(DISCOUNT, answer, lines, "EUR"));
        expect(sum(off)).toBe(Math.min(amountMinor, sum(costs)));
        off.forEach((amount, index) => expect(amount).toBeLessThanOrEqual(costs[index]!));
      },
    ),
  );
});
