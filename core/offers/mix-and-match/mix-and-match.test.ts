import { describe, expect, test } from "vitest";

import type { Product } from "../../catalog/product.ts";
import { compileOffers } from "../compile.ts";
import { emptyDraft, exampleCart, toDraft } from "../draft.ts";
import { reviewTerms } from "../kinds.ts";
import type { Offer } from "../offer.ts";
import { parseOfferContent } from "../schema.ts";
import type { MixAndMatchDraft } from "./draft.ts";

const COLA = "gid://shopify/Product/1";
const WATER = "gid://shopify/Product/2";
const chosen = (productId: string) => ({ productId, variantIds: [] });
const TIERS = emptyDraft("mix-and-match").terms.tiers;
const parse = (terms: Partial<MixAndMatchDraft>) =>
  parseOfferContent(
    {
      ...emptyDraft("mix-and-match"),
      name: "Drinks",
      copy: { title: "Any three drinks", benefit: "" },
      terms: {
        collectionId: "",
        products: [COLA, WATER].map(chosen),
        tiers: TIERS,
        boxSize: "",
        ...terms,
      },
    },
    "EUR",
  );
const offerOf = (terms: Partial<MixAndMatchDraft>): Offer => {
  const parsed = parse(terms);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return { ...parsed.content, id: "drinks", status: "active", version: 1 };
};
const product = (id: string, priceMinor: number): Product => ({
  id,
  title: id,
  handle: id,
  productType: "Drink",
  imageUrl: null,
  isActive: true,
  isGiftCard: false,
  sellingPlans: "none",
  variants: [{ id: `${id}/v`, title: "Default Title", priceMinor, isAvailable: true }],
});

describe("a mix and match", () => {
  test.each<[Partial<MixAndMatchDraft>, string]>([
    [{ products: [] }, "terms.products"],
    [{ products: [COLA, COLA].map(chosen) }, "terms.products.1.productId"],
    [{ tiers: [] }, "terms.tiers"],
    [{ tiers: [TIERS[1]!, TIERS[0]!] }, "terms.tiers.1.minimumQuantity"],
    [{ boxSize: "4" }, "terms.boxSize"],
    [{ boxSize: "many" }, "terms.boxSize"],
    [{ collectionId: "gid://shopify/Product/1" }, "terms.collectionId"],
  ])("with %j is refused at %s", (terms, field) => {
    const parsed = parse(terms);
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.field)).toEqual([field]);
  });

  test("comes back to the form as it was typed", () => {
    const products = [COLA, WATER].map(chosen);
    const collectionId = "gid://shopify/Collection/7";
    const terms = { collectionId, products, tiers: TIERS, boxSize: "6" };
    expect(toDraft(offerOf(terms), "EUR").terms).toEqual(terms);
  });

  test("stands with each of its products, and lists all of them for the page", () => {
    const documents = compileOffers([offerOf({ boxSize: "6" })], {
      currencyCode: "EUR",
      timeZone: "UTC",
    });
    expect(documents.map(({ pricing }) => pricing?.mixes)).toEqual([
      [
        {
          id: "drinks",
          title: { "": "Any three drinks" },
          tiers: [
            { from: 3, off: { percent: 1_000 } },
            { from: 5, off: { percent: 1_500 } },
          ],
        },
      ],
      documents[0]?.pricing?.mixes,
    ]);
    expect(documents.map(({ companions }) => companions)).toEqual([[WATER], [COLA]]);
    expect(documents[0]?.display?.offers[0]).toMatchObject({
      boxSize: 6,
      components: [
        { product: 1, quantity: 1 },
        { product: 2, quantity: 1 },
      ],
    });
  });

  test.each([
    [1, ["3"]],
    [2, ["2", "1"]],
    [4, ["1", "1", "1"]],
  ])("is tried on a cart that reaches the first tier: %i products", (count, quantities) => {
    const products = Array.from({ length: count }, (_one, index) =>
      chosen(`gid://shopify/Product/${index + 1}`),
    );
    const draft = emptyDraft("mix-and-match");
    expect(
      exampleCart({ ...draft, terms: { ...draft.terms, products } }).map((one) => one.quantity),
    ).toEqual(quantities);
  });

  test("of one product is pointed out, and so is a price that is none", () => {
    const context = {
      currencyCode: "EUR",
      products: new Map([COLA, WATER].map((id) => [id, product(id, 250)])),
    };
    expect(reviewTerms(offerOf({ products: [chosen(COLA)] }), context)).toMatchObject([
      { severity: "warning", field: "terms.products" },
    ]);
    const dear = offerOf({
      tiers: [{ minimumQuantity: "3", discount: { kind: "fixed-price", value: "2.50" } }],
    });
    expect(reviewTerms(dear, context)).toMatchObject([
      { severity: "error", field: "terms.tiers.0.discount.value" },
    ]);
  });
});
