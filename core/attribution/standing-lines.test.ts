import { describe, expect, test } from "vitest";

import { standingLines } from "./standing-lines.ts";

const line = { lineItemId: "1", quantity: 3, unitPriceMinor: 100, discounts: [] };
const quantityOf = (current: number | null, refunded: number) =>
  standingLines(
    [line],
    new Map(current === null ? [] : [["1", current]]),
    refunded === 0 ? [] : [{ lineItemId: "1", quantity: refunded, subtotalMinor: refunded * 100 }],
  ).map((one) => one.quantity);

describe("what stands of an order's line", () => {
  test.each([
    ["nothing happened", 3, 0, [3]],
    ["Shopify does not tell what stands", null, 1, [3]],
    ["one unit was refunded: the refund takes it off", 2, 1, [3]],
    ["an edit took one off", 2, 0, [2]],
    ["an edit took one off, and one was refunded", 1, 1, [2]],
    ["an edit took all off", 0, 0, []],
    ["a refund without return left it as it was", 3, 1, [3]],
  ])("when %s", (_name, current, refunded, expected) => {
    expect(quantityOf(current, refunded)).toEqual(expected);
  });
});
