import { describe, expect, test } from "vitest";

import { cartAddress, suggestAfterPurchase } from "./after-purchase.ts";
import type { DisplayedOffer } from "./documents.ts";

const id = (number: number) => `gid://shopify/Product/${number}`;
const offer = (products: number[], more: Partial<DisplayedOffer> = {}): DisplayedOffer => ({
  id: "pair",
  kind: "cross-sell",
  surfaces: ["thank-you"],
  copy: { default: { title: "Goes with it", benefit: "" }, de: { title: "Passt", benefit: "" } },
  components: products.map((product) => ({ product, quantity: 1 })),
  ...more,
});
const suggest = (offers: DisplayedOffer[], more: object = {}) =>
  suggestAfterPurchase({
    documents: [{ v: 1, currency: "EUR", offers }],
    ordered: [id(1)],
    surface: "thank-you",
    seconds: 1_000,
    language: "en",
    most: 2,
    ...more,
  });

describe("what is suggested after the purchase", () => {
  test("goes with what was ordered, and is neither ordered nor named twice, up to the limit", () => {
    const found = suggest([offer([1, 2]), offer([2, 3, 4], { id: "second" })]);
    expect(found.map((one) => [one.offerId, one.productId])).toEqual([
      ["pair", id(2)],
      ["second", id(3)],
    ]);
  });

  test.each([
    ["another surface", { surfaces: ["product"] }],
    ["not begun", { startsAt: 1_001 }],
    ["over", { endsAt: 1_000 }],
    ["for some customers only", { audience: [] }],
  ])("is not an offer that is %s", (_what, more) => {
    expect(suggest([offer([2], more as never)])).toEqual([]);
  });

  test.each([
    [true, "thank-you", 1],
    [true, "order-status", 0],
    [true, "post-purchase", 1],
    [false, "thank-you", 0],
  ] as const)(
    "moves from one click to the thank-you page by itself: where it is made (%s), on %s (P14)",
    (hasOneClick, surface, expected) => {
      const found = suggest([offer([2], { surfaces: ["post-purchase"] })], {
        hasOneClick,
        surface,
      });
      expect(found).toHaveLength(expected);
      for (const one of found) expect(one.isOneClick).toBe(true);
    },
  );

  test("speaks the language of the page", () => {
    expect(suggest([offer([2])], { language: "de-AT" })[0]?.title).toBe("Passt");
    expect(suggest([offer([2])], { language: "fr" })[0]?.title).toBe("Goes with it");
  });

  test("leads to a cart that has it, marked with the offer", () => {
    const address = cartAddress("https://shop.example/", "gid://shopify/ProductVariant/7", "a>b?");
    const { pathname, searchParams } = new URL(address);
    expect(pathname).toBe("/cart/7:1");
    const properties = searchParams.get("properties")!;
    expect(JSON.parse(Buffer.from(properties, "base64url").toString())).toEqual({
      _tandem: "a>b?",
    });
  });
});
