import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { emptyProgramme, parseProgramme } from "./programme-schema.ts";
import type { ProgrammeRules } from "./programme.ts";
import { checkRedemption, codeOf, worthOfPoints } from "./redeeming.ts";

function rulesIn(currencyCode: string, pointsPerUnit: string, minimumPoints: string) {
  const redeeming = { ways: ["code"], pointsPerUnit, minimumPoints };
  const parsed = parseProgramme({ ...emptyProgramme(), isRunning: true, redeeming }, currencyCode);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.rules;
}

describe("turning points into money", () => {
  test.each([
    ["EUR", "100", 250, 250],
    ["EUR", "150", 250, 166],
    ["EUR", "1", 3, 300],
    ["JPY", "1", 250, 250],
    ["JPY", "100", 250, 2],
    ["KWD", "100", 250, 2_500],
  ])("in %s, at %s for one, %i points are %i", (currency, pointsPerUnit, points, worth) => {
    expect(worthOfPoints(points, rulesIn(currency, pointsPerUnit, "1"))).toBe(worth);
  });

  test("is refused with its reason", () => {
    const rules = rulesIn("EUR", "100", "500");
    expect(checkRedemption(500, "code", 500, rules, "EUR")).toBe(500);
    expect(checkRedemption(499, "code", 500, rules, "EUR")).toBe("too-few");
    expect(checkRedemption(501, "code", 500, rules, "EUR")).toBe("too-many");
    expect(checkRedemption(500.5, "code", 900, rules, "EUR")).toBe("not-a-number");
    expect(checkRedemption(-500, "code", 900, rules, "EUR")).toBe("not-a-number");
    expect(checkRedemption(500, "store-credit", 900, rules, "EUR")).toBe("not-offered");
    const paused: ProgrammeRules = { ...rules, isRunning: false };
    expect(checkRedemption(500, "code", 900, paused, "EUR")).toBe("not-offered");
    expect(checkRedemption(500, "code", 900, { ...rules, redeeming: null }, "EUR")).toBe(
      "not-offered",
    );
    // A thousand EUR are not a thousand JPY: the merchant has to say what points are worth by now.
    expect(checkRedemption(500, "code", 500, rules, "JPY")).toBe("not-offered");
    // A thousand points for one euro: fewer than ten are worth nothing.
    expect(checkRedemption(9, "code", 900, rulesIn("EUR", "1000", "1"), "EUR")).toBe("too-few");
  });

  test("splitting points never gets more", () => {
    const rules = rulesIn("EUR", "170", "1");
    fc.assert(
      fc.property(fc.nat({ max: 1e8 }), fc.nat({ max: 1e8 }), (first, second) => {
        const apart = worthOfPoints(first, rules) + worthOfPoints(second, rules);
        expect(apart).toBeLessThanOrEqual(worthOfPoints(first + second, rules));
      }),
    );
  });

  test("a redemption has one code", () => {
    expect(codeOf("0b7e5a52-58d1-4e28-9d5e-0f1d2b3c4d5e")).toBe("PTS-0B7E5A5258D1");
  });
});
