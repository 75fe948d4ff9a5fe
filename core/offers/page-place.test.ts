import { describe, expect, test } from "vitest";

import { breakOf, bundleOf, live, mixOf } from "../../tests/support/offers.ts";
import type { Condition } from "../audience/audience.ts";
import { offersBefore } from "./page-place.ts";
import { reviewOffer } from "./review.ts";
import type { Offer } from "./offer.ts";

const SETTINGS = { currencyCode: "EUR", timeZone: "UTC" };
const product = (number: number) => `gid://shopify/Product/${number}`;
const kit = live(bundleOf("Kit", [product(1), product(2)]), "kit");
const mix = live(mixOf("Mix", [product(2), product(3)], [[2, 10]]), "mix");
const tiers = live(breakOf("Tiers", product(2), [[3, 10]]), "tiers");
const crossSell: Offer = {
  ...kit,
  id: "pair",
  name: "Pair",
  kind: "cross-sell",
  priority: 9,
  terms: {
    triggers: [{ productId: product(1) }, { productId: product(3) }],
    complements: [{ productId: product(4), variantIds: [] }],
    hidesBought: false,
    oneClickBasisPoints: 0,
  },
};
const before = (offer: Offer, others: readonly Offer[]) =>
  offersBefore(offer, others, SETTINGS).map((one) => [one.offer.id, ...one.productIds]);

describe("what a product page shows in place of an offer", () => {
  test("of a cross-sell is any bundle, whatever the priorities", () => {
    expect(before(crossSell, [kit, tiers])).toEqual([["kit", product(1)]]);
    expect(before(crossSell, [kit, mix])).toEqual([
      ["kit", product(1)],
      ["mix", product(3)],
    ]);
    expect(before(kit, [crossSell])).toEqual([]);
  });

  test("of a bundle is the one with the higher priority, on the pages that both are shown on", () => {
    expect(before(mix, [kit])).toEqual([["kit", product(2)]]);
    expect(before({ ...mix, priority: 1 }, [kit])).toEqual([]);
    expect(before(kit, [{ ...mix, priority: 1 }])).toEqual([["mix", product(2)]]);
  });

  test("is nothing of another kind, and nothing that is not shown there", () => {
    expect(before(tiers, [kit, mix, crossSell])).toEqual([]);
    expect(before(crossSell, [{ ...kit, surfaces: [] }])).toEqual([]);
    expect(before({ ...crossSell, surfaces: ["cart"] }, [kit])).toEqual([]);
  });

  test("is said in the editor, with what to do", () => {
    const messages = (offer: Offer, otherOffers: Offer[]) =>
      reviewOffer(offer, { ...SETTINGS, products: new Map(), otherOffers, incompatible: new Set() })
        .filter(({ field }) => field === "surfaces")
        .map(({ message }) => message);
    expect(messages(crossSell, [kit])).toEqual([
      "Customers see “Kit” instead of this offer on the page of a deleted product. A page shows 1 bundle or 1 cross-sell, and bundles come first. Add another placement, or pause “Kit”.",
    ]);
    const conditions: Condition[] = [{ kind: "signed-in", isWanted: true }];
    const members = { ...kit, audience: { match: "all" as const, conditions } };
    expect(messages(mix, [members])).toEqual([
      "Customers who are eligible for “Kit” see it instead of this offer on the page of a deleted product. A page shows 1 bundle, the one with the highest priority. Raise this offer’s priority, or pause “Kit”.",
    ]);
  });
});
