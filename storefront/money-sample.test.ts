import fc from "fast-check";
import { formatMoney } from "@tandem/storefront-kit/money/money-format";
import { expect, test } from "vitest";

import { moneyWriter } from "./money-sample.ts";

/** The formats of shopify.dev, "Currency formatting", with signs on either side. */
const STYLES = [
  "amount",
  "amount_no_decimals",
  "amount_with_comma_separator",
  "amount_no_decimals_with_comma_separator",
  "amount_with_apostrophe_separator",
  "amount_no_decimals_with_space_separator",
  "amount_with_space_separator",
  "amount_with_period_and_space_separator",
];
const FORMATS = ["€{{ _ }}", "{{_}} €", "Rs. {{_}}", "${{_}} CAD", "¥{{_}}", "1st {{_}}", "{{_}}"];

test("the script writes amounts as Liquid does, in every format of a shop", () => {
  const format = fc
    .tuple(fc.constantFrom(...FORMATS), fc.constantFrom(...STYLES))
    .map(([text, style]) => text.replace("_", style));
  fc.assert(
    fc.property(format, fc.integer({ min: 0, max: 10_000_000_000 }), (written, hundredths) => {
      const writer = moneyWriter(formatMoney(123_456_789, written));
      expect(writer(hundredths)).toBe(formatMoney(hundredths, written));
    }),
    { numRuns: 2_000 },
  );
});

test("what is no amount is written as plain decimals", () => {
  expect(moneyWriter("")(1_234_50)).toBe("1,234.50");
});
