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

  test.each([
    ["2.84e-14", "EUR", 0],
    ["-2.84e-14", "EUR", 0],
    [2.84e-14, "EUR", 0],
    ["1.25E+3", "EUR", 125_000],
    ["125e-3", "KWD", 125],
    ["5e-3", "EUR", 1],
    ["-5e-3", "EUR", -1],
    ["25000000.00", "IDR", 2_500_000_000],
    [25_000_000.5, "IDR", 2_500_000_050],
    ["90071992547409.91", "EUR", Number.MAX_SAFE_INTEGER],
    ["12.", "EUR", 1_200],
    [".5", "EUR", 50],
  ])("the decimal %j of %s is %j minor units, exactly", (decimal, currency, expected) => {
    expect(toMinor(decimal, currency)).toBe(expected);
  });

  test.each(["", " ", "1,50", "abc", "1e", "--1", ".", "NaN", "Infinity", "0x10", Number.NaN])(
    "%j is no amount, and is refused with what it is",
    (text) => {
      expect(() => toMinor(text, "EUR")).toThrow(`"${text}" is not an amount`);
    },
  );

  test.each(["90071992547409.92", "1e15", "9".repeat(40), "1e99"])(
    "%s is too large to be reckoned with to the cent, and is refused",
    (text) => {
      expect(() => toMinor(text, "EUR")).toThrow("is too large");
    },
  );

  test("large amounts are written without loss", () => {
    expect(formatMoney(123_456_789_012, "EUR", "en")).toBe("€1,234,567,890.12");
    expect(formatMoney(1_000, "JPY", "ja")).toMatch(/[¥￥]1,000/);
  });
});
