import { describe, expect, test } from "vitest";

import { presentmentSchema, toPresentmentDraft } from "./presentment-amounts.ts";

describe("amounts in other currencies", () => {
  test("are minor units of each, and come back as they were typed", () => {
    const draft = { USD: "12.50", JPY: "1800", KWD: "3.750" };
    const parsed = presentmentSchema(1).parse({ ...draft, GBP: " " });
    expect(parsed).toEqual({ USD: 1_250, JPY: 1_800, KWD: 3_750 });
    expect(toPresentmentDraft(parsed)).toEqual(draft);
  });

  test.each([
    [{ USD: "1.234" }, ["USD"]],
    [{ JPY: "1.5" }, ["JPY"]],
    // The storefront counts in hundredths.
    [{ KWD: "1.005" }, ["KWD"]],
    [{ USD: "much" }, ["USD"]],
    [{ USD: "0" }, ["USD"]],
    [{ usd: "1" }, ["usd"]],
  ])("%j is refused at %j", (draft, path) => {
    const parsed = presentmentSchema(1).safeParse(draft);
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});
