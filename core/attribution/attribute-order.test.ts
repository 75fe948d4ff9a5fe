import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { attributeOrder } from "./attribute-order.ts";
import type { AttributableLine, AttributableOrder } from "./attribute-order.ts";

const line = (more: Partial<AttributableLine>): AttributableLine => ({
  lineItemId: "gid://shopify/LineItem/1",
  quantity: 2,
  unitPriceMinor: 1_000,
  discounts: [],
  ...more,
});
const orderOf = (...lines: AttributableLine[]): AttributableOrder => ({
  orderId: "gid://shopify/Order/1",
  createdAt: "2026-11-24T12:00:00Z",
  updatedAt: "2026-11-24T12:00:00Z",
  cancelledAt: null,
  currencyCode: "EUR",
  lines,
});
const TITLES = new Map([["Kit", "kit"]]);
const UNPRICED = new Set(["pair"]);
const attributed = (...lines: AttributableLine[]) =>
  attributeOrder(orderOf(...lines), [], TITLES, UNPRICED);

describe("a line that says from which block it was added", () => {
  test("counts for an offer without a price of its own", () => {
    expect(attributed(line({ addedFromOfferId: "pair" }))).toMatchObject([
      { offerId: "pair", units: 2, revenueMinor: 2_000, discountMinor: 0 },
    ]);
  });

  test("counts for nothing where it names an offer that has a price, or none that there is", () => {
    expect(attributed(line({ addedFromOfferId: "kit" }), line({ addedFromOfferId: "x" }))).toEqual(
      [],
    );
  });

  test("counts for the offer that priced it, whatever it says", () => {
    const discounts = [{ title: "Kit", amountMinor: 300 }];
    expect(attributed(line({ addedFromOfferId: "pair", discounts }))).toMatchObject([
      { offerId: "kit", revenueMinor: 1_700, discountMinor: 300 },
    ]);
  });

  test("brings nothing where it is a gift card: what is bought with it does", () => {
    expect(attributed(line({ addedFromOfferId: "pair", isGiftCard: true }))).toMatchObject([
      { offerId: "pair", units: 2, revenueMinor: 0 },
    ]);
  });

  test("is net of what was refunded", () => {
    const refund = { lineItemId: "gid://shopify/LineItem/1", quantity: 1, subtotalMinor: 1_000 };
    expect(
      attributeOrder(orderOf(line({ addedFromOfferId: "pair" })), [refund], TITLES, UNPRICED),
    ).toMatchObject([{ units: 1, revenueMinor: 1_000 }]);
  });
});

describe("what is off the whole order, or off shipping", () => {
  test("is given and brings no revenue, beside the offer that priced the line", () => {
    const discounts = [
      { title: "Kit", amountMinor: 300 },
      { title: "Thanks", amountMinor: 170, isOffOrder: true },
    ];
    const titles = new Map([...TITLES, ["Thanks", "reward"]]);
    const order = {
      ...orderOf(line({ discounts })),
      shippingDiscounts: [{ title: "Thanks", amountMinor: 490, isOffOrder: true }],
    };
    expect(attributeOrder(order, [], titles)).toMatchObject([
      { offerId: "reward", units: 0, revenueMinor: 0, discountMinor: 170 },
      { offerId: "kit", units: 2, revenueMinor: 1_530, discountMinor: 300 },
      { lineItemId: "shipping", offerId: "reward", revenueMinor: 0, discountMinor: 490 },
    ]);
  });
});

describe("an offer that gives in several ways", () => {
  test("has one row for a line that it made free and took a share of the order off, with both together", () => {
    const discounts = [
      { title: "Kit", amountMinor: 2_000 },
      { title: "Kit", amountMinor: 0, isOffOrder: true },
    ];
    expect(attributed(line({ discounts }))).toEqual([
      {
        lineItemId: "gid://shopify/LineItem/1",
        offerId: "kit",
        units: 2,
        revenueMinor: 0,
        discountMinor: 2_000,
      },
    ]);
  });

  test("P27: no line has two rows of one offer, and all that offers gave is in their rows", () => {
    const discount = fc.record({
      title: fc.constantFrom("Kit", "Thanks", "Kit + Thanks", "Not ours"),
      amountMinor: fc.nat({ max: 500 }),
      isOffOrder: fc.boolean(),
    });
    const discounts = fc.array(discount, { maxLength: 6 });
    const titles = new Map([...TITLES, ["Thanks", "reward"]]);
    fc.assert(
      fc.property(
        fc.array(discounts, { minLength: 1, maxLength: 4 }),
        discounts,
        (ofLines, shippingDiscounts) => {
          const lines = ofLines.map((own, index) =>
            line({ lineItemId: `gid://shopify/LineItem/${index}`, discounts: own }),
          );
          const rows = attributeOrder({ ...orderOf(...lines), shippingDiscounts }, [], titles);
          const keys = rows.map((row) => `${row.lineItemId} ${row.offerId}`);
          expect(new Set(keys).size).toBe(keys.length);
          const given = (all: readonly { readonly discountMinor: number }[]) =>
            all.reduce((sum, one) => sum + one.discountMinor, 0);
          // Of what several offers take off one line's price, the row of the first counts its own share alone.
          const counted = ofLines.flatMap((own) => {
            const first = own.find((one) => one.title !== "Not ours" && !one.isOffOrder)?.title;
            const isFirst = (title: string) => (title === "Thanks") === (first === "Thanks");
            return own.filter((one) => one.isOffOrder || isFirst(one.title));
          });
          const ours = [...counted, ...shippingDiscounts].filter((one) => one.title !== "Not ours");
          expect(given(rows)).toBe(given(ours.map((one) => ({ discountMinor: one.amountMinor }))));
        },
      ),
    );
  });
});
