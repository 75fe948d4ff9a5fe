import { describe, expect, test } from "vitest";

import type { Product } from "../../catalog/product.ts";
import { compileOffers } from "../compile.ts";
import { emptyDraft, toDraft } from "../draft.ts";
import { reviewTerms } from "../kinds.ts";
import type { Offer } from "../offer.ts";
import { parseOfferContent } from "../schema.ts";
import type { BuyXGetYDraft } from "./draft.ts";

const PHONE = "gid://shopify/Product/1";
const CASE = "gid://shopify/Product/2";
const variant = (number: number) => `gid://shopify/ProductVariant/${number}`;

const component = (productId: string, quantity: string, variantIds: string[] = []) => ({
  productId,
  quantity,
  variantIds,
});
const draftOf = (terms: Partial<BuyXGetYDraft>) => ({
  ...emptyDraft("buy-x-get-y"),
  name: "Deal",
  copy: { title: "Deal", benefit: "" },
  terms: { ...emptyDraft("buy-x-get-y").terms, ...terms },
});
const parse = (terms: Partial<BuyXGetYDraft>) => parseOfferContent(draftOf(terms), "EUR");
const liveOffer = (terms: Partial<BuyXGetYDraft>): Offer => {
  const parsed = parse(terms);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return { ...parsed.content, id: "deal", status: "active", version: 1 };
};

describe("what a merchant types", () => {
  test.each([
    [
      {},
      { "terms.buy": "Choose what has to be bought.", "terms.get": "Choose what is got for it." },
    ],
    [
      { buy: [component(PHONE, "0")], get: [component(CASE, "1")] },
      { "terms.buy.0.quantity": "Enter a whole number from 1 to 10000." },
    ],
    [
      { buy: [component(PHONE, "1")], get: [component(CASE, "1")], maximumSets: "half" },
      { "terms.maximumSets": expect.stringContaining("") },
    ],
    [
      {
        buy: [component(PHONE, "1")],
        get: [component(PHONE, "1", [variant(1)])],
      },
      { "terms.get.0.productId": expect.stringContaining("This product is also bought.") },
    ],
  ])("is refused at its field, with words: %j", (terms, expected) => {
    const parsed = parse(terms as Partial<BuyXGetYDraft>);
    expect(
      Object.fromEntries(
        (parsed.ok ? [] : parsed.issues).map((issue) => [issue.field, issue.message]),
      ),
    ).toEqual(expected);
  });

  test("comes back to the form as it was typed", () => {
    const terms = {
      buy: [component(PHONE, "2")],
      get: [component(CASE, "1", [variant(5)])],
      discount: { kind: "amount-off" as const, value: "5.00" },
      maximumSets: "3",
    };
    expect(toDraft(liveOffer(terms), "EUR").terms).toEqual(terms);
  });
});

describe("compiling", () => {
  const compiled = (terms: Partial<BuyXGetYDraft>) =>
    compileOffers([liveOffer(terms)], { currencyCode: "EUR", timeZone: "UTC" });

  test("what is bought and got alike becomes one component", () => {
    const [only, ...more] = compiled({
      buy: [component(PHONE, "2")],
      get: [component(PHONE, "1")],
      maximumSets: "1",
    });
    expect(more).toEqual([]);
    expect(only?.pricing?.bundles).toMatchObject([
      { off: { percent: 10_000 }, limit: 1, components: [{ product: 1, quantity: 3, get: 1 }] },
    ]);
  });

  test("the price stands with what is bought first, the display with each product", () => {
    const documents = compiled({ buy: [component(PHONE, "1")], get: [component(CASE, "1")] });
    expect(documents.map((one) => [one.pricing !== null, one.companions])).toEqual([
      [true, [CASE]],
      [false, [PHONE]],
    ]);
  });
});

test("a gift that is dearer than what is bought for it is pointed out", () => {
  const product = (id: string, priceMinor: number): Product => ({
    id,
    title: id,
    handle: id,
    productType: "",
    imageUrl: null,
    isActive: true,
    isGiftCard: false,
    sellingPlans: "none",
    variants: [{ id: variant(1), title: "Only", priceMinor, isAvailable: true }],
  });
  const issues = reviewTerms(
    liveOffer({ buy: [component(CASE, "1")], get: [component(PHONE, "1")] }),
    {
      currencyCode: "EUR",
      products: new Map([
        [PHONE, product(PHONE, 59_900)],
        [CASE, product(CASE, 2_490)],
      ]),
    },
  );
  expect(issues).toMatchObject([{ severity: "warning", field: "terms.discount.value" }]);
});
