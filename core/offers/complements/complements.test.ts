import { describe, expect, test } from "vitest";

import type { Product } from "../../catalog/product.ts";
import { compileOffers } from "../compile.ts";
import { emptyDraft, toDraft } from "../draft.ts";
import { reviewTerms } from "../kinds.ts";
import type { Offer } from "../offer.ts";
import { parseOfferContent } from "../schema.ts";

const PHONE = "gid://shopify/Product/1";
const CASE = "gid://shopify/Product/2";
const GLASS = "gid://shopify/Product/3";
const chosen = (productId: string) => ({ productId, variantIds: [] });
const parse = (triggers: string[], complements: string[]) =>
  parseOfferContent(
    {
      ...emptyDraft("cross-sell"),
      name: "Goes with it",
      copy: { title: "Goes with it", benefit: "" },
      terms: { triggers: triggers.map(chosen), complements: complements.map(chosen) },
    },
    "EUR",
  );
const offerOf = (triggers: string[], complements: string[]): Offer => {
  const parsed = parse(triggers, complements);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return { ...parsed.content, id: "pair", status: "active", version: 1 };
};

describe("a cross-sell", () => {
  test.each([
    [[], [CASE], "terms.triggers"],
    [[PHONE], [], "terms.complements"],
    [[PHONE], [CASE, CASE], "terms.complements.1.productId"],
    [[PHONE], [PHONE], "terms.complements.0.productId"],
  ])("of %j with %j is refused at %s", (triggers, complements, field) => {
    const parsed = parse(triggers, complements);
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.field)).toEqual([field]);
  });

  test("comes back to the form as it was typed", () => {
    expect(toDraft(offerOf([PHONE], [CASE, GLASS]), "EUR").terms).toEqual({
      triggers: [chosen(PHONE)],
      complements: [chosen(CASE), chosen(GLASS)],
      hidesBought: false,
      oneClickPercent: "",
    });
  });

  test("is shown on each trigger's page, never with the product itself, and has no price", () => {
    const documents = compileOffers([offerOf([PHONE, CASE], [CASE, GLASS])], {
      currencyCode: "EUR",
      timeZone: "UTC",
    });
    expect(documents.map((one) => [one.productId, one.pricing, one.companions])).toEqual([
      [PHONE, null, [CASE, GLASS]],
      [CASE, null, [GLASS]],
    ]);
  });

  test("a complement of the same type is pointed out", () => {
    const product = (id: string, productType: string): Product => ({
      id,
      title: id,
      handle: id,
      productType,
      imageUrl: null,
      isActive: true,
      isGiftCard: false,
      sellingPlans: "none",
      variants: [{ id, title: "Only", priceMinor: 100, isAvailable: true }],
    });
    const products = new Map([
      [PHONE, product(PHONE, "Phone")],
      [CASE, product(CASE, "phone")],
      [GLASS, product(GLASS, "Protection")],
    ]);
    expect(
      reviewTerms(offerOf([PHONE], [CASE, GLASS]), { currencyCode: "EUR", products }),
    ).toMatchObject([{ severity: "warning", field: "terms.complements.0.productId" }]);
  });
});
