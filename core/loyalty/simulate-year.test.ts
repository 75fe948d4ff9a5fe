import { expect, test } from "vitest";

import { emptyProgramme, emptyTier, parseProgramme } from "./programme-schema.ts";
import { simulateYear } from "./simulate-year.ts";

const NOW = "2026-11-02T08:00:00Z";

function rules() {
  const silver = {
    ...emptyTier("Silver", "100"),
    discount: "10",
    credit: "5",
    hasFreeShipping: true,
    pointsFactor: "2",
  };
  const parsed = parseProgramme(
    {
      ...emptyProgramme(),
      isRunning: true,
      tiers: { ...emptyProgramme().tiers, levels: [silver, emptyTier("Gold", "1000")] },
    },
    "EUR",
  );
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.rules;
}

test("a year's orders cost what their points are worth and what their tiers give", () => {
  const order = (customerId: string, orderedAt: string, netMinor: number) => ({
    customerId,
    orderedAt,
    netMinor,
    weightedMinor: netMinor * 100,
  });
  const cost = simulateYear(
    rules(),
    [
      // Known in any order: the first makes Silver, the second has its perks.
      order("a", "2026-10-20T10:00:00Z", 5_000),
      order("a", "2026-09-30T23:00:00Z", 10_000),
      order("b", "2026-09-10T10:00:00Z", 2_000),
      // From before the year: it counts for the tier, and costs nothing.
      order("c", "2025-10-30T10:00:00Z", 10_000),
      order("c", "2025-11-10T10:00:00Z", 1_000),
    ],
    NOW,
    "Europe/Berlin",
  );
  const silverOrder = { pointsMinor: 100, discountMinor: 500, freeShippings: 1 };
  expect(cost.months).toEqual([
    {
      month: "2025-11",
      orders: 1,
      netMinor: 1_000,
      points: 20,
      pointsMinor: 20,
      discountMinor: 100,
      creditMinor: 0,
      freeShippings: 1,
    },
    {
      month: "2026-09",
      orders: 1,
      netMinor: 2_000,
      points: 20,
      pointsMinor: 20,
      discountMinor: 0,
      creditMinor: 0,
      freeShippings: 0,
    },
    {
      // In Berlin, it is October already.
      month: "2026-10",
      orders: 2,
      netMinor: 15_000,
      points: 200,
      creditMinor: 500,
      ...silverOrder,
      pointsMinor: 200,
    },
  ]);
  expect(cost.total).toMatchObject({ orders: 4, points: 240, discountMinor: 600 });
  expect(cost.members).toEqual([
    // The third within the days of grace.
    { tier: "Silver", customers: 2 },
    { tier: "Gold", customers: 0 },
  ]);
});

test("without orders, there is nothing to say", () => {
  expect(simulateYear(rules(), [], NOW, "UTC").months).toEqual([]);
});
