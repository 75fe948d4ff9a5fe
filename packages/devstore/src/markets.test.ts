import fc from "fast-check";
import { expect, test } from "vitest";

import { inPresentment, keepLine } from "./checkout/presentment.ts";
import { lineTotalMinor } from "./checkout/order-totals.ts";
import { marketPayingIn, toMarket, toShop } from "./markets.ts";
import type { Order, OrderLine } from "./state/types.ts";

const market = fc.constantFrom("JPY", "GBP").map(marketPayingIn);
const amount = fc.integer({ min: 0, max: 10_000_000 });

test("converts exactly, halves up", () => {
  const yen = marketPayingIn("JPY");
  // 12.34 EUR at 163.27 are 2,014.75 JPY.
  expect(toMarket("EUR", yen, 1_234)).toBe(2_015);
  expect(toMarket("EUR", yen, -1_234)).toBe(-2_015);
  // 2,015 JPY at 163.27 are 12.3415 EUR.
  expect(toShop("EUR", yen, 2_015)).toBe(1_234);
  // 0.8412 pounds each: 490 cents are 412.188 pence.
  expect(toMarket("EUR", marketPayingIn("GBP"), 490)).toBe(412);
});

test("an order keeps what was charged to the cent, and no line goes below nothing in the shop's currency", () => {
  fc.assert(
    fc.property(
      market,
      amount,
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }),
      (one, price, quantity, percents) => {
        let left = price * quantity;
        const allocations = percents.map((percent, application) => {
          const amountMinor = Math.floor((left * percent) / 100);
          left -= amountMinor;
          return { application, amountMinor };
        });
        const line = {
          id: "1",
          quantity,
          unitPriceMinor: price,
          allocations,
        } as unknown as OrderLine;
        const kept = keepLine("EUR", one, line);
        expect(lineTotalMinor(kept)).toBeGreaterThanOrEqual(0);
        const order = {
          lines: [kept],
          refunds: [],
          presentment: { currencyCode: one.currencyCode, shippingMinor: 0, tipMinor: 0 },
        } as unknown as Order;
        expect(lineTotalMinor(inPresentment(order, "EUR").lines[0]!)).toBe(left);
      },
    ),
  );
});
