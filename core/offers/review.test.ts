import { globalId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import { EVERYONE } from "../audience/audience.ts";
import type { Product } from "../catalog/product.ts";
import { compileOffers } from "./compile.ts";
import { reviewOffer } from "./review.ts";
import type { Offer } from "./offer.ts";

const SETTINGS = { currencyCode: "EUR", timeZone: "Europe/Berlin" };
const PHONE = globalId("Product", 1);
const numbers = (first: number, count: number) =>
  Array.from({ length: count }, (_one, index) => first + index);

const common = (name: string) => ({
  id: name,
  status: "active" as const,
  version: 1,
  name,
  copy: { title: name, benefit: "" },
  translations: {},
  schedule: { startsAt: null, endsAt: null },
  surfaces: ["product" as const],
  audience: EVERYONE,
  priority: 0,
});
/** A box of the phone and so many other products. */
const box = (name: string, first: number, others: number, variants: number[] = []): Offer => ({
  ...common(name),
  kind: "mix-and-match",
  terms: {
    products: [1, ...numbers(first, others)].map((number) => ({
      productId: globalId("Product", number),
      variantIds: variants.map((variant) =>
        globalId("ProductVariant", 45_000_000_000_000 + number * 1_000 + variant),
      ),
    })),
    tiers: [{ minimumQuantity: 2, discount: { kind: "percentage", basisPoints: 1_000 } }],
    boxSize: null,
    collectionId: null,
  },
});
/** A cart reward of so many steps, each with three gifts of its own. */
const reward = (name: string, first: number, steps: number): Offer => ({
  ...common(name),
  kind: "cart-reward",
  surfaces: ["cart"],
  terms: {
    steps: numbers(0, steps).map((step) => ({
      valueMinor: 1_000 * (step + 1),
      reward: {
        kind: "gift",
        gifts: numbers(first + 3 * step, 3).map((number) => ({
          productId: globalId("Product", number),
          variantIds: [],
          quantity: 1,
        })),
      },
    })),
  },
});

const errorsOf = (offer: Offer, otherOffers: Offer[]) =>
  reviewOffer(offer, { ...SETTINGS, products: new Map(), otherOffers, incompatible: new Set() })
    .filter(({ message }) => /a theme can look through|Shopify stores/.test(message))
    .map(({ message }) => message);

describe("a list that a theme goes through", () => {
  test("of companions has a limit, and one more is said before it goes live", () => {
    expect(errorsOf(box("Second", 60, 20), [box("First", 30, 30)])).toEqual([]);
    const tooMany = [box("Second", 60, 21), box("First", 30, 30)] as const;
    expect(errorsOf(tooMany[0], [tooMany[1]])).toEqual([
      "The offers of This product show 51 other products, and a theme can look through 50. Choose fewer, or pause another of its offers first.",
    ]);
  });

  test("of what is not shown has none", () => {
    expect(errorsOf({ ...box("Second", 60, 40), surfaces: [] }, [box("First", 11, 40)])).toEqual(
      [],
    );
  });

  test("is never cut: all that the review let pass is published", () => {
    const offers = [box("First", 30, 30), box("Second", 60, 20)];
    const phone = compileOffers(offers, SETTINGS).find((one) => one.productId === PHONE)!;
    expect(phone.companions).toHaveLength(50);
  });
});

test("a theme goes through the gifts of all cart rewards, and more than it sees is said before they go live", () => {
  const others = [reward("First", 100, 5), reward("Second", 200, 5), reward("Third", 300, 5)];
  expect(errorsOf(reward("Fourth", 400, 1), others)).toEqual([]);
  expect(errorsOf(reward("Fourth", 400, 2), others)).toEqual([
    "Your cart rewards give 51 different products, and a theme can look through 50. Give fewer, or pause another cart reward first.",
  ]);
});

test("what is shown with a product fits a metafield, and what does not is said before it goes live", () => {
  const large = (name: string) => box(name, 100, 40, numbers(1, 100));
  expect(errorsOf(large("First"), [])).toEqual([]);
  const said = errorsOf(large("First"), [large("Second"), large("Third")]);
  expect(said).toHaveLength(41);
  for (const message of said)
    expect(message).toMatch(/^What the offers of This product show is more than Shopify stores/);
});

describe("a gift card", () => {
  const card: Product = {
    id: PHONE,
    title: "Gift Card",
    handle: "gift-card",
    productType: "Gift card",
    imageUrl: null,
    isActive: true,
    isGiftCard: true,
    sellingPlans: "none",
    variants: [],
  };
  const crossSell = (oneClickBasisPoints: number): Offer => ({
    ...common("Gifts"),
    kind: "cross-sell",
    terms: {
      triggers: [{ productId: globalId("Product", 2) }],
      complements: [{ productId: PHONE, variantIds: [] }],
      hidesBought: false,
      oneClickBasisPoints,
    },
  });
  const saidOf = (offer: Offer) =>
    reviewOffer(offer, {
      ...SETTINGS,
      products: new Map([[PHONE, card]]),
      otherOffers: [],
      incompatible: new Set(),
    }).filter(({ message }) => message.includes("gift card"));

  test("is in no offer with a price", () => {
    expect(saidOf(box("Box", 2, 1))).toMatchObject([
      { severity: "error", field: "terms.products.0.productId" },
    ]);
  });

  test("is shown with other products, and with nothing off", () => {
    expect(saidOf(crossSell(0))).toEqual([]);
    expect(saidOf(crossSell(1_000))).toMatchObject([
      { severity: "error", field: "terms.complements.0.productId" },
    ]);
  });
});
