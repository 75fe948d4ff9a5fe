import { describe, expect, test } from "vitest";

import { EVERYONE } from "../audience/audience.ts";
import { compileOffers } from "./compile.ts";
import { isInForce, nextScheduleChange } from "./offer.ts";
import type { Offer } from "./offer.ts";

const PRODUCTS = ["gid://shopify/Product/1", "gid://shopify/Product/2"];
const offer = (change: Partial<Offer> = {}): Offer =>
  ({
    id: "kit",
    status: "active",
    version: 1,
    kind: "fixed-bundle",
    name: "Kit",
    copy: { title: "Kit", benefit: "" },
    translations: { de: { title: "Paket", benefit: "" } },
    schedule: { startsAt: null, endsAt: null },
    surfaces: ["product"],
    audience: EVERYONE,
    priority: 0,
    terms: {
      components: PRODUCTS.map((productId) => ({ productId, quantity: 1, variantIds: [] })),
      discount: { kind: "percentage", basisPoints: 1_000 },
    },
    ...change,
  }) as Offer;

const SETTINGS = { currencyCode: "EUR", timeZone: "Europe/Berlin" };
const schedule = { startsAt: "2026-12-01T09:00:00.000Z", endsAt: "2026-12-24T23:00:00.000Z" };

describe("an offer's schedule", () => {
  test.each([
    ["2026-12-01T08:59:59Z", false],
    ["2026-12-01T09:00:00Z", true],
    ["2026-12-24T22:59:59Z", true],
    ["2026-12-24T23:00:00Z", false],
  ])("at %s it is in force: %s", (now, expected) => {
    expect(isInForce(offer({ schedule }), now)).toBe(expected);
    expect(isInForce(offer({ schedule, status: "paused" }), now)).toBe(false);
  });

  test("the next change is the nearest start or end of a live offer", () => {
    const offers = [
      offer({ schedule }),
      offer({ status: "paused", schedule: { startsAt: "2026-11-25T00:00:00Z", endsAt: null } }),
    ];
    expect(nextScheduleChange(offers, "2026-11-24T00:00:00Z")).toBe("2026-12-01T09:00:00.000Z");
    expect(nextScheduleChange(offers, "2026-12-02T00:00:00Z")).toBe("2026-12-24T23:00:00.000Z");
    expect(nextScheduleChange(offers, "2027-01-01T00:00:00Z")).toBeNull();
  });
});

describe("compiling", () => {
  test("a bundle's price stands with one component, its display with each", () => {
    const documents = compileOffers([offer()], SETTINGS);
    expect(documents.map((one) => one.pricing !== null)).toEqual([true, false]);
    expect(documents.map((one) => one.display?.offers.map((shown) => shown.id))).toEqual([
      ["kit"],
      ["kit"],
    ]);
    expect(documents.map((one) => one.companions)).toEqual([[PRODUCTS[1]], [PRODUCTS[0]]]);
  });

  test("dates in the pricing document are the shop's", () => {
    const [first] = compileOffers([offer({ schedule })], SETTINGS);
    expect(first?.pricing?.bundles?.[0]).toMatchObject({
      from: "2026-12-01",
      until: "2026-12-25",
      title: { "": "Kit", DE: "Paket" },
    });
  });

  test("an offer without a surface is priced and not shown", () => {
    expect(compileOffers([offer({ surfaces: [] })], SETTINGS)).toMatchObject([
      { display: null },
      { display: null, pricing: null },
    ]);
  });

  test("the same offers give the same documents, in whatever order they come", () => {
    const offers = [offer(), offer({ id: "other", copy: { title: "Other", benefit: "" } })];
    expect(compileOffers(offers.toReversed(), SETTINGS)).toEqual(compileOffers(offers, SETTINGS));
  });
});
