import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { formatMoney, parseDecimal, toDecimal, toMinor } from "./decimal.ts";

const currencies = fc.constantFrom("EUR", "JPY", "KWD");

describe("decimals", () => {
  test("minor units survive the way to Shopify and back, in currencies of 0, 2 and 3 decimals", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        currencies,
        (minor, currency) => {
          expect(toMinor(toDecimal(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });

  test.each([
    ["12", 1200],
    ["12.5", 1250],
    ["12,50", 1250],
    [" 12.50 ", 1250],
    ["0.010", 1],
    ["12.345", null],
    ["-1", null],
    ["1e3", null],
    ["1 000", null],
    ["", null],
    [".", null],
    ["9999999999999", null],
  ])("what is typed as %j is %j hundredths", (text, expected) => {
    expect(parseDecimal(text, 2)).toBe(expected);
  });

  test("digits beyond the currency's own round half up", () => {
    expect([toMinor("0.005", "EUR"), toMinor("0.0049", "EUR"), toMinor("1.5", "JPY")]).toEqual([
      1, 0, 2,
    ]);
  });

  test("large amounts are written without loss", () => {
    expect(formatMoney(123_456_789_012, "EUR", "en")).toBe("€1,234,567,890.12");
    expect(formatMoney(1_000, "JPY", "ja")).toMatch(/[¥￥]1,000/);
  });
});
