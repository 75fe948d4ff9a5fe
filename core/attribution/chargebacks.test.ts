import fc from "fast-check";
import { expect, test } from "vitest";

import type { AttributableOrder } from "./attribute-order.ts";
import { paidMinorByLine, spreadChargebacks } from "./chargebacks.ts";
import type { TakenBack } from "./chargebacks.ts";

const orderOf = (prices: readonly number[]): AttributableOrder => ({
  orderId: "gid://shopify/Order/1",
  createdAt: "2026-11-01T10:00:00Z",
  updatedAt: "2026-11-01T10:00:00Z",
  cancelledAt: null,
  currencyCode: "EUR",
  lines: prices.map((unitPriceMinor, index) => ({
    lineItemId: `gid://shopify/LineItem/${index}`,
    quantity: 1,
    unitPriceMinor,
    discounts: [],
  })),
});
const chargeback = (index: number, chargedBackMinor: number): TakenBack => ({
  refundId: `gid://shopify/ShopifyPaymentsDispute/${index}`,
  lines: [],
  chargedBackMinor,
});

test("chargebacks take their amount, to the cent, and never more of a line than was paid for it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 2_000_000_000 }), { maxLength: 3 }),
      (prices, amounts) => {
        const order = orderOf(prices);
        const lines = spreadChargebacks(
          order,
          amounts.map((one, at) => chargeback(at, one)),
        );
        const taken = lines.reduce((sum, one) => sum + one.subtotalMinor, 0);
        const paid = prices.reduce((sum, one) => sum + one, 0);
        const asked = amounts.reduce((sum, one) => sum + one, 0);
        expect(taken).toBe(Math.min(paid, asked));
        const left = [...paidMinorByLine(order, lines).values()];
        expect(left.reduce((sum, one) => sum + one, 0)).toBe(paid - taken);
      },
    ),
  );
});

test("a chargeback takes of each line in proportion", () => {
  const spread = spreadChargebacks(orderOf([1_000, 3_000]), [chargeback(1, 400)]);
  expect(spread.map((one) => one.subtotalMinor)).toEqual([100, 300]);
});
