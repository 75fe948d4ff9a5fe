import fc from "fast-check";
import { combine } from "@tandem/devstore/checkout";
import type { LineAllocation } from "@tandem/devstore/checkout";
import type { AppDiscount, CodeDiscount } from "@tandem/devstore/state";
import { expect, test } from "vitest";

import { priceWithOrderCode } from "../../core/offers/combination-rules.ts";

const line = fc
  .record({ subtotalMinor: fc.integer({ min: 1, max: 100_000 }), share: fc.nat({ max: 100 }) })
  .map(({ subtotalMinor, share }) => ({
    subtotalMinor,
    savingMinor: Math.floor((subtotalMinor * share) / 100),
  }));

test("P4: the simulator's price with an order code is the checkout's, whether they combine or not", () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 100 }),
      fc.boolean(),
      (lines, percent, orderDiscounts) => {
        const combinesWith = { orderDiscounts, productDiscounts: false, shippingDiscounts: true };
        const allocations = lines.flatMap(({ savingMinor }, index): LineAllocation[] =>
          savingMinor === 0
            ? []
            : [
                {
                  lineId: `${index}`,
                  title: "Offer",
                  amountMinor: savingMinor,
                  source: "automatic",
                  discountClass: "PRODUCT",
                },
              ],
        );
        const charged = combine(
          [{ discount: { combinesWith } as AppDiscount, allocations }],
          {
            code: "CODE",
            percent,
            combinesWith: { ...combinesWith, productDiscounts: true },
          } as CodeDiscount,
          lines.map(({ subtotalMinor }, index) => ({ id: `${index}`, quantity: 1, subtotalMinor })),
        ).allocations.reduce((sum, one) => sum + one.amountMinor, 0);
        const total = (of: "subtotalMinor" | "savingMinor") =>
          lines.reduce((sum, one) => sum + one[of], 0);
        expect(
          priceWithOrderCode(
            total("subtotalMinor"),
            total("savingMinor"),
            0,
            percent * 100,
            combinesWith,
          ).savingMinor,
        ).toBe(charged);
      },
    ),
    { numRuns: 2_000 },
  );
});
