import { describe, expect, test } from "vitest";

import { readTelephone } from "./telephone.ts";

describe("a telephone number", () => {
  test.each([
    ["+49 170 1234567", "49", "1701234567"],
    ["+49 (0)170 1234567", "49", "1701234567"],
    ["0049 170/1234567", "49", "1701234567"],
    ["0170-1234567", null, "1701234567"],
    ["+1 (202) 555-0123", "1", "2025550123"],
    ["(202) 555-0123", null, "2025550123"],
    ["+39 06 1234 5678", "39", "612345678"],
    ["06 1234 5678", null, "612345678"],
    ["+354 611 1234", "354", "6111234"],
    ["+33 6 12 34 56 78", "33", "612345678"],
    ["+420 601 234 567", "420", "601234567"],
    ["+376 123456", "376", null],
  ])("%s has the country's code %s and the number %s", (text, countryCode, national) => {
    expect(readTelephone(text)).toMatchObject({ countryCode, national });
  });

  test("is none with fewer than six digits", () => {
    expect(["", "112", "+49 30", "12345"].map(readTelephone)).toEqual([null, null, null, null]);
  });

  test("of whatever text has digits alone", () => {
    for (const text of ["+", "00", "+000000000", "++49 1", "+abc1234567"])
      expect(readTelephone(text)?.digits ?? "").toMatch(/^\d*$/);
  });
});
