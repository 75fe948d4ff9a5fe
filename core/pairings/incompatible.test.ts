import { describe, expect, test } from "vitest";

import { EVERYONE } from "../audience/audience.ts";
import { compileOffers } from "../offers/compile.ts";
import type { Offer } from "../offers/offer.ts";
import { incompatiblePairs, pairOf, withoutWrongPairs, wrongPairs } from "./incompatible.ts";

const [PHONE, MINI, CASE, GLASS] = [1, 2, 3, 4].map((number) => `gid://shopify/Product/${number}`);
const chosen = (productId = "") => ({ productId, variantIds: [], quantity: 1 });
const COMMON = {
  id: "offer",
  status: "active",
  version: 1,
  name: "Offer",
  copy: { title: "Offer", benefit: "" },
  translations: {},
  schedule: { startsAt: null, endsAt: null },
  surfaces: ["product"],
  audience: EVERYONE,
  priority: 0,
} as const;
const bundle: Offer = {
  ...COMMON,
  kind: "fixed-bundle",
  terms: {
    components: [chosen(PHONE), chosen(CASE), chosen(GLASS)],
    discount: { kind: "percentage", basisPoints: 1_000 },
    oneLineAs: null,
  },
};
const crossSell: Offer = {
  ...COMMON,
  kind: "cross-sell",
  terms: {
    triggers: [chosen(PHONE), chosen(MINI)],
    complements: [chosen(CASE), chosen(GLASS)],
    hidesBought: false,
    oneClickBasisPoints: 0,
  },
};
const never = incompatiblePairs([pairOf(CASE!, MINI!), pairOf(GLASS!, CASE!)]);

describe("products that never go together", () => {
  test("are found in an offer at the field of the second, whichever way the pair was named", () => {
    expect(wrongPairs(bundle, never)).toEqual([
      { firstId: CASE, secondId: GLASS, field: "terms.components.2.productId" },
    ]);
    expect(wrongPairs(crossSell, never)).toEqual([
      { firstId: MINI, secondId: CASE, field: "terms.complements.0.productId" },
    ]);
    expect(wrongPairs(bundle, incompatiblePairs([]))).toEqual([]);
  });

  test("P24: a complement is left out only on the page of what it does not go with", () => {
    const shown = compileOffers(withoutWrongPairs([crossSell], never), {
      currencyCode: "EUR",
      timeZone: "UTC",
    });
    expect(shown.map((one) => [one.productId, one.companions])).toEqual([
      [PHONE, [CASE, GLASS]],
      [MINI, [GLASS]],
    ]);
  });

  test("an offer that sells them together is neither shown nor priced", () => {
    expect(withoutWrongPairs([bundle, crossSell], never).map((one) => one.kind)).toEqual([
      "cross-sell",
      "cross-sell",
    ]);
  });
});
