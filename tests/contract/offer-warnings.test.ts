import { globalId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import type { Product, Supply } from "../../core/catalog/product.ts";
import type { AnyOfferContent } from "../../core/offers/offer.ts";
import type { Audience } from "../../core/audience/audience.ts";
import { reviewHeadroom } from "../../core/offers/review-headroom.ts";
import { reviewSupply } from "../../core/offers/review-supply.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";
import { breakOf, bundleOf, live, mixOf, rewardOf } from "../support/offers.ts";

const pricing = await builtPricingModule();
const SETTINGS = { currencyCode: "EUR", timeZone: "UTC" };
const [FIRST, SECOND] = [globalId("Product", 1), globalId("Product", 2)];

const product = (id: string, prices: readonly number[]): Product => ({
  id,
  title: id === FIRST ? "Cup" : "Lid",
  handle: id,
  productType: "",
  imageUrl: null,
  isActive: true,
  isGiftCard: false,
  sellingPlans: "none",
  variants: prices.map((priceMinor, index) => ({
    id: globalId("ProductVariant", Number(id.split("/").at(-1)) * 10 + index),
    title: String(index),
    priceMinor,
    isAvailable: true,
  })),
});
const CUP = product(FIRST, [1_000, 1_200]);
const LID = product(SECOND, [200]);
const unlimited = (costMinor: number | null): Supply => ({ costMinor, stock: null });

function review(content: AnyOfferContent, supply: Record<number, Supply>) {
  return reviewSupply(live(content, "offer"), {
    ...SETTINGS,
    pricing,
    products: new Map([CUP, LID].map((one) => [one.id, one])),
    supply: new Map(
      Object.entries(supply).map(([number, one]) => [globalId("ProductVariant", number), one]),
    ),
  }).map(({ field, message }) => [field, message]);
}

const percent = (basisPoints: number) => ({ kind: "percentage" as const, basisPoints });

describe("a discount below cost is pointed out", () => {
  test("of a bundle, by the variants that leave least", () => {
    const bundle = bundleOf("Set", [FIRST, SECOND], percent(4_000));
    // 12.00 less 40 % is 7.20; the cup costs 7.00 and the lid 0.50.
    const supply = { 10: unlimited(700), 11: unlimited(300), 20: unlimited(50) };
    expect(review(bundle, supply)).toEqual([
      [
        "terms.discount.value",
        "Below cost: 1 × Cup and 1 × Lid would bring €7.20 and cost you €7.50.",
      ],
    ]);
    expect(review(bundle, { ...supply, 20: unlimited(20) })).toEqual([]);
  });

  test("not where a cost is unknown", () => {
    const bundle = bundleOf("Set", [FIRST, SECOND], percent(9_000));
    expect(review(bundle, { 10: unlimited(700), 11: unlimited(700) })).toEqual([]);
  });

  test("of a quantity break and a mix and match, at the tier that goes too far", () => {
    const tiers: [number, number][] = [
      [2, 10],
      [3, 50],
    ];
    const supply = { 10: unlimited(600), 11: unlimited(null), 20: unlimited(20) };
    for (const content of [breakOf("Cups", FIRST, tiers), mixOf("Mix", [FIRST, SECOND], tiers)]) {
      expect(review(content, supply)).toEqual([
        [
          "terms.tiers.1.discount.value",
          "Below cost: 3 × Cup would bring €15.00 and cost you €18.00.",
        ],
      ]);
    }
  });

  test("of buy X get Y, by what both sides cost together", () => {
    const supply = { 10: unlimited(950), 11: unlimited(950), 20: unlimited(160) };
    expect(review(rewardOf("Lid at half", FIRST, SECOND), supply)).toEqual([
      [
        "terms.discount.value",
        "Below cost: 1 × Cup and 1 × Lid would bring €11.00 and cost you €11.10.",
      ],
    ]);
  });

  test("also before its schedule begins", () => {
    const schedule = { startsAt: "2030-01-01T00:00:00.000Z", endsAt: null };
    const bundle = { ...bundleOf("Set", [FIRST, SECOND], percent(9_000)), schedule };
    const supply = { 10: unlimited(700), 11: unlimited(700), 20: unlimited(50) };
    expect(review(bundle, supply)).toHaveLength(1);
  });
});

test("a product that is nearly sold out is pointed out, one that sells on is not", () => {
  const bundle = bundleOf("Set", [FIRST, SECOND]);
  const left = (stock: number | null): Supply => ({ costMinor: null, stock });
  expect(review(bundle, { 10: left(2), 11: left(2), 20: left(null) })).toEqual([
    [
      "terms.components.0.productId",
      "Cup is nearly sold out: 4 left. Without it, shoppers do not see this.",
    ],
  ]);
  expect(review(bundle, { 10: left(2), 11: left(9), 20: left(60) })).toEqual([]);
});

describe("P13: the headroom at checkout is measured before an offer goes live", () => {
  const mixes = (count: number) =>
    Array.from({ length: count }, (_one, index) =>
      live(
        mixOf(
          `Mix ${index}`,
          Array.from({ length: 12 }, (_none, at) => globalId("Product", index + at + 1)),
          [
            [2, 5],
            [3, 10],
          ],
        ),
        `mix-${index}`,
      ),
    );
  const [offer] = mixes(1);

  test("few offers leave plenty", () => {
    expect(reviewHeadroom(offer!, mixes(5).slice(1), SETTINGS, pricing)).toEqual([]);
  });

  test("many that share their products are pointed out, and too many refused", () => {
    const severity = (count: number) =>
      reviewHeadroom(offer!, mixes(count).slice(1), SETTINGS, pricing).map((one) => one.severity);
    expect(severity(25)).toEqual(["warning"]);
    expect(severity(60)).toEqual(["error"]);
  });

  test("offers that are for some customers only count as in a cart of one whom all of them are for", () => {
    const audience: Audience = {
      match: "all",
      conditions: [{ kind: "signed-in", isWanted: true }],
    };
    const forMembers = Array.from({ length: 100 }, (_one, index) => {
      const products = [0, 1 + (index % 4), 6].map((at) =>
        globalId("Product", ((index + at) % 10) + 1),
      );
      return { ...live(bundleOf(`Kit ${index}`, products), `kit-${index}`), audience };
    });
    const issues = reviewHeadroom(forMembers[0]!, forMembers.slice(1), SETTINGS, pricing);
    expect(issues.map((one) => one.severity)).toEqual(["warning"]);
  });

  test("an offer without a price takes none of it", () => {
    const crossSell: AnyOfferContent = {
      ...bundleOf("Pair", [FIRST, SECOND]),
      kind: "cross-sell",
      terms: {
        triggers: [{ productId: FIRST }],
        complements: [{ productId: SECOND, variantIds: [] }],
        hidesBought: false,
        oneClickBasisPoints: 0,
      },
    };
    expect(reviewHeadroom(live(crossSell, "pair"), mixes(60), SETTINGS, pricing)).toEqual([]);
  });
});
