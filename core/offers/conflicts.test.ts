import { describe, expect, test } from "vitest";

import { breakOf, bundleOf, live, mixOf } from "../../tests/support/offers.ts";
import { findConflicts } from "./conflicts.ts";
import type { Offer } from "./offer.ts";

const SETTINGS = { currencyCode: "EUR", timeZone: "UTC" };
const product = (number: number) => `gid://shopify/Product/${number}`;
const kit = live(bundleOf("Kit", [product(1), product(2)]), "kit");
const tiers = live(breakOf("Tiers", product(2), [[3, 10]]), "tiers");
const mix = live(mixOf("Mix", [product(3), product(4)], [[2, 10]]), "mix");
const ids = (offers: readonly Offer[]) =>
  findConflicts(offers, SETTINGS).map((one) => one.offers.map((offer) => offer.id));

describe("conflicts", () => {
  test("are between offers that share a product", () => {
    expect(ids([kit, tiers, mix])).toEqual([["kit", "tiers"]]);
    expect(ids([kit, mix])).toEqual([]);
  });

  test("join where a third shares with both, whatever the order", () => {
    const bridge = live(bundleOf("Bridge", [product(2), product(3)]), "bridge");
    expect(ids([mix, kit, tiers, bridge])).toEqual([["bridge", "kit", "mix", "tiers"]]);
  });

  test("are not with an offer that changes no price", () => {
    const crossSell = {
      ...kit,
      id: "pair",
      kind: "cross-sell",
      terms: {
        triggers: [{ productId: product(2) }],
        complements: [{ productId: product(1), variantIds: [] }],
        hidesBought: false,
        oneClickBasisPoints: 0,
      },
    } as Offer;
    expect(ids([tiers, crossSell])).toEqual([]);
  });

  test("come with a cart in which each could apply, and are listed by priority", () => {
    const [conflict] = findConflicts([kit, { ...tiers, priority: 5 }], SETTINGS);
    expect(conflict?.offers.map((offer) => offer.id)).toEqual(["tiers", "kit"]);
    expect(conflict?.sharedProductIds).toEqual([product(2)]);
    expect(conflict?.cart).toEqual([
      { productId: product(2), variantIds: [], quantity: 3 },
      { productId: product(1), variantIds: [], quantity: 1 },
    ]);
  });
});
