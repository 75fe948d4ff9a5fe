import fc from "fast-check";
import { expect, test } from "vitest";

import type { AttributableOrder } from "./attribute-order.ts";
import { paidMinorByLine, spreadTakenBack } from "./chargebacks.ts";
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
        const lines = spreadTakenBack(
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
  const spread = spreadTakenBack(orderOf([1_000, 3_000]), [chargeback(1, 400)]);
  expect(spread.map((one) => one.subtotalMinor)).toEqual([100, 300]);
});

const refund = (
  money: TakenBack["money"],
  subtotals: readonly number[] = [],
  more: { isCancelled?: boolean } = {},
): TakenBack => ({
  refundId: "gid://shopify/Refund/1",
  lines: subtotals.map((subtotalMinor, index) => ({
    lineItemId: `gid://shopify/LineItem/${index}`,
    quantity: 1,
    subtotalMinor,
    ...more,
  })),
  chargedBackMinor: 0,
  ...(money && { money }),
});
const money = (paidBackMinor: number, shippingMinor = 0, taxMinor = 0) => ({
  paidBackMinor,
  shippingMinor,
  taxMinor,
});
const takenOf = (one: TakenBack, more: Partial<AttributableOrder> = {}) => {
  const order = { ...orderOf([1_000, 3_000]), ...more };
  const left = paidMinorByLine(order, spreadTakenBack(order, [one]));
  return [1_000, 3_000].map((paid, at) => paid - left.get(`gid://shopify/LineItem/${at}`)!);
};

test.each([
  ["an amount without lines, in proportion", refund(money(400)), [100, 300]],
  ["what is beyond the lines", refund(money(1_300), [1_000]), [1_000, 300]],
  ["nothing for shipping", refund(money(490, 490)), [0, 0]],
  [
    "nothing for taxes that are beside the prices",
    refund(money(1_200, 0, 200), [1_000]),
    [1_000, 0],
  ],
  ["what was paid of the lines' price", refund(money(500), [1_000]), [500, 0]],
  ["nothing where no money went back", refund(money(0), [1_000, 3_000]), [0, 0]],
  [
    "what was taken off before it was paid",
    refund(money(0), [1_000], { isCancelled: true }),
    [1_000, 0],
  ],
  ["the lines, where the money is not known", refund(undefined, [1_000]), [1_000, 0]],
])("P31: a refund takes back %s", (_what, one, taken) => {
  expect(takenOf(one)).toEqual(taken);
});

test("P31: taxes are within the lines where prices are with them", () => {
  const one = refund(money(1_000, 0, 160), [1_000]);
  expect(takenOf(one, { taxesIncluded: true })).toEqual([1_000, 0]);
});

test("P29: what an order is still to be paid is taken off its lines, in proportion", () => {
  const order = { ...orderOf([1_000, 3_000]), outstandingMinor: 400 };
  expect([...paidMinorByLine(order, spreadTakenBack(order, [])).values()]).toEqual([900, 2_700]);
});

test("P31: refunds take what was paid back, to the cent, whatever their lines say, and never more than was paid", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 100 })), { maxLength: 4 }),
      fc.integer({ min: 0, max: 2_000_000_000 }),
      (prices, shares, paidBackMinor) => {
        const order = orderOf(prices);
        const lines = [...new Map(shares)].flatMap(([index, percent]) =>
          index < prices.length
            ? [
                {
                  lineItemId: `gid://shopify/LineItem/${index}`,
                  quantity: 1,
                  subtotalMinor: Math.floor((prices[index]! * percent) / 100),
                },
              ]
            : [],
        );
        const one = { ...refund(money(paidBackMinor)), lines };
        const taken = spreadTakenBack(order, [one]).reduce(
          (sum, part) => sum + part.subtotalMinor,
          0,
        );
        const paid = prices.reduce((sum, price) => sum + price, 0);
        expect(taken).toBe(Math.min(paid, paidBackMinor));
      },
    ),
  );
});
