import { describe, expect, test } from "vitest";

import { currencyExponent } from "./currency.ts";

describe("a currency", () => {
  test.each([
    ["EUR", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["constructor", 2],
    ["__proto__", 2],
  ])("%s has %i decimals", (code, decimals) => {
    expect(currencyExponent(code)).toBe(decimals);
  });
});
