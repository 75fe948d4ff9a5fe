import { describe, expect, test } from "vitest";

import type { Product } from "../../catalog/product.ts";
import { compileOffers } from "../compile.ts";
import { emptyDraft, toDraft } from "../draft.ts";
import { reviewTerms } from "../kinds.ts";
import type { Offer } from "../offer.ts";
import { parseOfferContent } from "../schema.ts";
import { newStep } from "./draft.ts";
import type { UpgradeStepDraft } from "./draft.ts";
import { proposePath } from "./propose-path.ts";

const PHONE = "gid://shopify/Product/1";
const PRO = "gid://shopify/Product/2";
const variantId = (number: number) => `gid://shopify/ProductVariant/${number}`;
const step = (
  productId: string,
  variants: number[] = [],
  more: Partial<UpgradeStepDraft> = {},
) => ({
  ...newStep({ productId, variantIds: variants.map(variantId) }),
  ...more,
});
const parse = (steps: UpgradeStepDraft[]) =>
  parseOfferContent(
    {
      ...emptyDraft("upgrade-path"),
      name: "Storage",
      copy: { title: "More room", benefit: "" },
      terms: { steps },
    },
    "EUR",
  );
const offerOf = (steps: UpgradeStepDraft[]): Offer => {
  const parsed = parse(steps);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return { ...parsed.content, id: "storage", status: "active", version: 1 };
};
const product = (
  id: string,
  variants: readonly [number: number, title: string, priceMinor: number][],
  isAvailable = true,
): Product => ({
  id,
  title: id === PHONE ? "Phone" : "Pro",
  handle: id,
  productType: "Phone",
  imageUrl: null,
  isActive: true,
  isGiftCard: false,
  sellingPlans: "none",
  variants: variants.map(([number, title, priceMinor]) => ({
    id: variantId(number),
    title,
    priceMinor,
    isAvailable,
  })),
});
const review = (steps: UpgradeStepDraft[], ...products: Product[]) =>
  reviewTerms(offerOf(steps), {
    currencyCode: "EUR",
    products: new Map(products.map((one) => [one.id, one])),
  }).map(({ severity, field }) => `${severity} ${field}`);

describe("an upgrade path", () => {
  test.each<[string, UpgradeStepDraft[], string]>([
    ["one step", [step(PHONE)], "terms.steps"],
    ["a loop", [step(PHONE), step(PRO), step(PHONE)], "terms.steps.2.productId"],
    ["a loop of variants", [step(PHONE, [1, 2]), step(PHONE, [2])], "terms.steps.1.productId"],
    ["an odd amount", [step(PHONE), step(PRO, [], { discount: "ten" })], "terms.steps.1.discount"],
    [
      "something off the first step",
      [step(PHONE, [], { discount: "1" }), step(PRO)],
      "terms.steps.0.discount",
    ],
    [
      "markup in a gain",
      [step(PHONE), step(PRO, [], { gain: "<b>more</b>" })],
      "terms.steps.1.gain",
    ],
  ])("with %s is refused at its field", (_what, steps, field) => {
    const parsed = parse(steps);
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.field)).toEqual([field]);
  });

  test("comes back to the form as it was typed", () => {
    const steps = [
      step(PHONE, [1]),
      step(PHONE, [2], {
        gain: "Twice the storage",
        gainTranslations: { de: "Doppelter Speicher" },
        discount: "20.00",
      }),
    ];
    expect(toDraft(offerOf(steps), "EUR").terms).toEqual({ steps });
  });

  test("is shown with each product, and prices only the steps with something off", () => {
    const documents = compileOffers(
      [offerOf([step(PHONE, [1]), step(PHONE, [2], { discount: "20" }), step(PRO)])],
      { currencyCode: "EUR", timeZone: "UTC" },
    );
    expect(documents.map((one) => one.companions)).toEqual([[PRO], [PHONE]]);
    expect(documents.map((one) => one.pricing?.bundles)).toEqual([
      [
        {
          id: "storage",
          title: { "": "More room" },
          off: { amount: 2_000 },
          components: [{ product: 1, quantity: 1, variants: [2] }],
        },
      ],
      undefined,
    ]);
    expect(documents[1]?.display?.offers[0]).toMatchObject({
      surfaces: ["product", "cart"],
      steps: [
        { product: 1, variants: [1] },
        { product: 1, variants: [2], off: { amount: 2_000 } },
        { product: 2 },
      ],
    });
  });

  test("a step that leads nowhere is said at its field", () => {
    const phone = product(PHONE, [
      [1, "128 GB", 59_900],
      [2, "256 GB", 67_900],
    ]);
    const cheap = product(PRO, [[3, "64 GB", 59_900]]);
    const soldOut = product(PRO, [[3, "64 GB", 89_900]], false);
    expect(review([step(PHONE, [1]), step(PHONE, [2])], phone)).toEqual([]);
    expect(review([step(PHONE, [2]), step(PRO)], phone, cheap)).toEqual([
      "error terms.steps.1.productId",
    ]);
    expect(review([step(PHONE), step(PRO)], phone, soldOut)).toEqual([
      "warning terms.steps.1.productId",
    ]);
    expect(review([step(PHONE, [1]), step(PHONE, [2], { discount: "80" })], phone)).toEqual([
      "error terms.steps.1.discount",
    ]);
    expect(review([step(PHONE, [1]), step(PHONE, [9])], phone)).toEqual([
      "error terms.steps.1.productId",
    ]);
  });
});

describe("a proposed path", () => {
  test("follows the option by which the price rises, whatever the others", () => {
    const phone = product(PHONE, [
      [1, "Black / 256 GB", 67_900],
      [2, "Black / 128 GB", 59_900],
      [3, "White / 128 GB", 59_900],
      [4, "White / 256 GB", 67_900],
    ]);
    expect(proposePath(phone)).toEqual([
      [variantId(2), variantId(3)],
      [variantId(1), variantId(4)],
    ]);
  });

  test.each([
    ["one variant", [[1, "Default Title", 100]]],
    [
      "equal prices",
      [
        [1, "Red", 100],
        [2, "Blue", 100],
      ],
    ],
    [
      "prices that no option orders",
      [
        [1, "Red / S", 100],
        [2, "Red / L", 200],
        [3, "Blue / S", 300],
        [4, "Blue / L", 100],
      ],
    ],
  ] as [string, [number, string, number][]][])("is none for %s", (_what, variants) => {
    expect(proposePath(product(PHONE, variants))).toBeNull();
  });
});
