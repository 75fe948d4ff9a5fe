import { readFile } from "node:fs/promises";

import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { describe, expect, test } from "vitest";

import type { CompiledBreak, CompiledSet, PricingDocument } from "../../core/offers/documents.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";
import type { CartLine, PricingRequest } from "../../core/pricing/cart-input.ts";
import { runPricing } from "../../core/pricing/pricing-module.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";
import { productCandidates } from "../support/product-candidates.ts";

const pricing = await builtPricingModule();

const product = (number: number) => `gid://shopify/Product/${number}`;
const line = (
  number: number,
  quantity: number,
  unitPriceMinor: number,
  more: Partial<CartLine> = {},
): CartLine => ({
  id: cartLineId(number),
  productId: product(number),
  variantId: `gid://shopify/ProductVariant/${number}`,
  quantity,
  unitPriceMinor,
  ...more,
});
const document = (offers: {
  bundles?: CompiledSet[];
  breaks?: CompiledBreak[];
  mixes?: CompiledBreak[];
}): PricingDocument => ({ v: 1, currency: "EUR", ...offers });
const request = (
  lines: CartLine[],
  documents: Record<number, PricingDocument>,
  more: Partial<PricingRequest> = {},
): PricingRequest => ({
  currencyCode: "EUR",
  language: "EN",
  shopDate: "2026-11-24",
  lines,
  documents: new Map(
    Object.entries(documents).map(([number, one]) => [product(Number(number)), one]),
  ),
  ...more,
});
const savings = (asked: PricingRequest) =>
  pricing.explain(asked).lines.map((one) => one.savingMinor);

const TIERS: CompiledBreak = {
  id: "tiers",
  title: { "": "Tiers" },
  tiers: [
    { from: 2, off: { percent: 1_000 } },
    { from: 4, off: { percent: 2_000 } },
  ],
};
const KIT: CompiledSet = {
  id: "kit",
  title: { "": "Kit", DE: "Paket" },
  off: { percent: 1_500 },
  components: [
    { product: 1, quantity: 1 },
    { product: 2, quantity: 1 },
  ],
};

describe("quantity breaks", () => {
  test.each([
    [1, 0],
    [2, 200],
    [3, 300],
    [4, 800],
    [5, 1_000],
  ])(
    "P8: with tiers at 2 and 4, %i units at 10.00 save %i cents: the best tier at or below applies to all",
    (units, saving) => {
      expect(
        savings(request([line(1, units, 1_000)], { 1: document({ breaks: [TIERS] }) })),
      ).toEqual([saving]);
    },
  );

  test("variants of a product count together", () => {
    const lines = [line(1, 1, 1_000), line(9, 1, 2_000, { productId: product(1) })];
    expect(savings(request(lines, { 1: document({ breaks: [TIERS] }) }))).toEqual([100, 200]);
  });

  test.each([{ isGiftCard: true }, { sellingPlanId: "gid://shopify/SellingPlan/1" }])(
    "P9: a line with %o pays its price, and counts for no other",
    (more) => {
      const lines = [line(1, 1, 1_000), line(9, 4, 2_000, { productId: product(1), ...more })];
      expect(savings(request(lines, { 1: document({ breaks: [TIERS] }) }))).toEqual([0, 0]);
    },
  );
});

describe("mix and match", () => {
  const mixed = (more: Partial<CompiledBreak> = {}) => document({ mixes: [{ ...TIERS, ...more }] });

  test.each([
    [
      [1, 0],
      [0, 0],
    ],
    [
      [1, 1],
      [100, 200],
    ],
    [
      [2, 1],
      [200, 200],
    ],
    [
      [2, 2],
      [400, 800],
    ],
  ])("P8: %j units of two products count together", ([first, second], expected) => {
    const lines = [line(1, first!, 1_000), line(2, second!, 2_000)].filter(
      ({ quantity }) => quantity > 0,
    );
    expect(savings(request(lines, { 1: mixed(), 2: mixed() }))).toEqual(
      expected.slice(0, lines.length),
    );
  });

  test("P7: says how many more it takes", () => {
    expect(pricing.explain(request([line(1, 1, 1_000)], { 1: mixed() })).offers).toMatchObject([
      { id: "tiers", verdict: { code: "too-few-to-mix", missing: 1 } },
    ]);
  });

  test("only the variants that a product names count, and it is one offer in the explanation", () => {
    const lines = [
      line(1, 1, 1_000),
      line(2, 1, 2_000),
      line(8, 1, 4_000, { productId: product(2) }),
    ];
    const asked = request(lines, { 1: mixed(), 2: mixed({ variants: [2] }) });
    expect(savings(asked)).toEqual([100, 200, 0]);
    expect(pricing.explain(asked).offers).toMatchObject([{ id: "tiers", times: 2 }]);
  });

  test("terms are read whatever the order of their keys", () => {
    const { id, title, tiers } = TIERS;
    const turned: PricingDocument = { mixes: [{ tiers, title, id }], currency: "EUR", v: 1 };
    const lines = [line(1, 1, 1_000), line(2, 1, 2_000)];
    expect(savings(request(lines, { 1: turned, 2: turned }))).toEqual([100, 200]);
  });

  test("P22: a product leaves the mix for a quantity break that saves more in all", () => {
    const better = { ...TIERS, id: "better", tiers: [{ from: 2, off: { percent: 5_000 } }] };
    const lines = [line(1, 2, 1_000), line(2, 2, 2_000)];
    const documents = { 1: document({ mixes: [TIERS], breaks: [better] }), 2: mixed() };
    expect(savings(request(lines, documents))).toEqual([1_000, 400]);
  });

  test("fifty products that can each be in two mixes are decided within the bound, no worse than greedy", () => {
    const lines = Array.from({ length: 50 }, (_one, index) => line(index + 1, 3, 1_000 + index));
    const other = { ...TIERS, id: "other", tiers: [{ from: 3, off: { percent: 1_500 } }] };
    const documents = Object.fromEntries(
      lines.map((_one, index) => [index + 1, document({ mixes: [TIERS, other] })]),
    );
    const saved = savings(request(lines, documents)).reduce((sum, one) => sum + one, 0);
    const inFirst = lines.reduce((sum, one) => sum + 3 * Math.round(one.unitPriceMinor * 0.2), 0);
    expect(saved).toBeGreaterThanOrEqual(inFirst);
  });
});

describe("fixed bundles", () => {
  test("P12: the saving is laid on the lines by price, and adds up exactly", () => {
    // 15 % of 20.01 is 3.0015: 3.00, of which 2.0 parts fall on the first line.
    expect(
      savings(request([line(1, 1, 1_334), line(2, 1, 667)], { 1: document({ bundles: [KIT] }) })),
    ).toEqual([200, 100]);
  });

  test("n sets cost n times the price of one", () => {
    const one = savings(
      request([line(1, 1, 999), line(2, 1, 333)], { 1: document({ bundles: [KIT] }) }),
    );
    const seven = savings(
      request([line(1, 7, 999), line(2, 7, 333)], { 1: document({ bundles: [KIT] }) }),
    );
    expect(seven).toEqual(one.map((saving) => saving * 7));
  });

  test("P7: a cart that no longer qualifies pays the full price", () => {
    expect(savings(request([line(1, 1, 1_000)], { 1: document({ bundles: [KIT] }) }))).toEqual([0]);
    expect(
      pricing.explain(request([line(1, 1, 1_000)], { 1: document({ bundles: [KIT] }) })).offers[0]
        ?.verdict,
    ).toEqual({
      code: "missing-component",
      product: 2,
      missing: 1,
    });
  });

  test("the message at checkout is the title in the buyer's language", () => {
    const lines = [line(1, 1, 1_000), line(2, 1, 1_000)];
    const message = (language: string) =>
      productCandidates(
        pricing.price(request(lines, { 1: document({ bundles: [KIT] }) }, { language })),
      )[0]?.message;
    expect([message("DE"), message("EN"), message("PT_BR")]).toEqual(["Paket", "Kit", "Kit"]);
  });

  test("amounts are converted into the currency of the cart, and rounded half up", () => {
    const fiveOff = document({ bundles: [{ ...KIT, off: { amount: 500 } }] });
    const lines = [line(1, 1, 2_000), line(2, 1, 1_000)];
    const total = (currencyCode: string, rate: string, cart = lines) =>
      savings(
        request(cart, { 1: fiveOff }, { currencyCode, presentmentCurrencyRate: rate }),
      ).reduce((sum, one) => sum + one, 0);
    expect(total("USD", "1.0857")).toBe(543);
    expect(total("JPY", "161.5")).toBe(808);
    expect(total("KWD", "0.3321", [line(1, 1, 20_000), line(2, 1, 10_000)])).toBe(1_661);
  });
});

describe("buy X get Y", () => {
  const THIRD_FREE: CompiledSet = {
    id: "third-free",
    title: { "": "Third one free" },
    off: { percent: 10_000 },
    components: [{ product: 1, quantity: 3, get: 1 }],
  };
  const CASE_AT_HALF: CompiledSet = {
    id: "case-at-half",
    title: { "": "Case at half the price" },
    off: { percent: 5_000 },
    components: [
      { product: 1, quantity: 2 },
      { product: 2, quantity: 1, get: 1 },
    ],
  };

  test("of one product, the cheapest unit of a set is the one that is got", () => {
    const variants = [1_000, 3_000, 2_000].map((price, index) =>
      line(index + 1, 1, price, { productId: product(1) }),
    );
    expect(savings(request(variants, { 1: document({ bundles: [THIRD_FREE] }) }))).toEqual([
      1_000, 0, 0,
    ]);
  });

  test.each([
    [2, 0],
    [3, 500],
    [5, 500],
    [6, 1_000],
  ])("P8: two bought and one got, %i units at 5.00 save %i cents", (units, saving) => {
    expect(
      savings(request([line(1, units, 500)], { 1: document({ bundles: [THIRD_FREE] }) })),
    ).toEqual([saving]);
  });

  test("P12: what is bought keeps its price, what is got carries the whole saving", () => {
    const lines = [line(1, 2, 10_000), line(2, 3, 999)];
    const asked = request(lines, { 1: document({ bundles: [CASE_AT_HALF] }) });
    expect(savings(asked)).toEqual([0, 500]);
    const [candidate, ...more] = productCandidates(pricing.price(asked));
    expect(more).toEqual([]);
    expect(candidate).toMatchObject({
      targets: [{ cartLine: { id: lines[1]!.id } }],
      value: { fixedAmount: { amount: "5.00" } },
    });
  });

  test("P7: what is got pays its full price when what is bought leaves the cart", () => {
    const left = request([line(1, 1, 10_000), line(2, 1, 999)], {
      1: document({ bundles: [CASE_AT_HALF] }),
    });
    expect(savings(left)).toEqual([0, 0]);
    expect(pricing.explain(left).offers[0]?.verdict).toEqual({
      code: "missing-component",
      product: 1,
      missing: 1,
    });
  });

  test("applies as often as its limit allows", () => {
    const lines = [line(1, 9, 500)];
    const saved = (limit: number) =>
      savings(request(lines, { 1: document({ bundles: [{ ...THIRD_FREE, limit }] }) }));
    expect([saved(1), saved(2), saved(50)]).toEqual([[500], [1_000], [1_500]]);
  });
});

describe("input that is empty, odd or broken", () => {
  test("an empty cart has no operations", () => {
    expect(pricing.price(request([], {}))).toEqual({ operations: [] });
  });

  test("a discount that may not give product discounts has no operations", async () => {
    const module = await WebAssembly.compile(
      await readFile("extensions/pricing/dist/pricing.wasm"),
    );
    const input = { cart: { lines: [] }, discount: { discountClasses: ["ORDER"] } };
    expect(
      JSON.parse(runPricing(module, "cart_lines_discounts_generate_run", JSON.stringify(input))),
    ).toEqual({ operations: [] });
  });

  test.each([
    ["an unknown version", { v: 2, currency: "EUR", bundles: [KIT] }],
    [
      "texts where numbers belong",
      {
        v: 1,
        currency: "EUR",
        bundles: [
          { id: "x", off: { percent: "ten" }, components: [{ product: "a", quantity: "b" }] },
        ],
      },
    ],
    [
      "lists where objects belong",
      { v: 1, bundles: [[1, [2]], "x", null, 4.5], breaks: { tiers: 3 } },
    ],
    ["null", null],
  ])("a document with %s changes no price and does not trap", (_what, broken) => {
    const asked = request([line(1, 3, 1_000), line(2, 3, 1_000)], {
      1: broken as unknown as PricingDocument,
    });
    expect(pricing.price(asked)).toEqual({ operations: [] });
  });

  test("a quantity of 10,000 at a price of 99,999.99 stays exact", () => {
    const lines = [line(1, 10_000, 9_999_999)];
    expect(savings(request(lines, { 1: document({ breaks: [TIERS] }) }))).toEqual([
      2_000_000 * 10_000,
    ]);
  });

  test("a mix and match of 500 lines with 10,000 units each stays exact", () => {
    const lines = Array.from({ length: 500 }, (_one, index) => line(index + 1, 10_000, 99_999));
    const documents = Object.fromEntries(
      lines.map((_one, index) => [index + 1, document({ mixes: [TIERS] })]),
    );
    // 20 % of 999.99 is 199.998, which rounds to 200.00 a unit.
    expect(savings(request(lines, documents))).toEqual(lines.map(() => 200_000_000));
  });

  test("a step of an upgrade path is a set of one, as often as the cart holds it", () => {
    const step: CompiledSet = {
      id: "step",
      title: { "": "Step" },
      off: { amount: 2_000 },
      components: [{ product: 1, quantity: 1, variants: [1] }],
    };
    const lines = [line(1, 10_000, 67_900), line(9, 2, 59_900, { productId: product(1) })];
    expect(savings(request(lines, { 1: document({ bundles: [step] }) }))).toEqual([20_000_000, 0]);
  });

  test("in a currency without decimals, amounts and percentages are whole", () => {
    const inYen = (off: CompiledBreak["tiers"][number]["off"]) =>
      savings(
        request(
          [line(1, 1, 333), line(2, 1, 555)],
          Object.fromEntries(
            [1, 2].map((number) => [
              number,
              { v: 1, currency: "JPY", mixes: [{ ...TIERS, tiers: [{ from: 2, off }] }] },
            ]),
          ) as Record<number, PricingDocument>,
          { currencyCode: "JPY" },
        ),
      );
    expect(inYen({ percent: 1_000 })).toEqual([33, 56]);
    expect(inYen({ amount: 50 })).toEqual([50, 50]);
    expect(inYen({ price: 400 })).toEqual([0, 155]);
  });

  test("a cart of 200 discounted lines answers within 20 kB, and to the same total", () => {
    const lines = Array.from({ length: 200 }, (_one, index) => line(index, 2, 1_001 + index * 7));
    const title = { "": "A quantity break with a rather long title for shoppers" };
    const documents = Object.fromEntries(
      lines.map((_one, index) => [
        index,
        document({ breaks: [{ ...TIERS, id: `b${index}`, title }] }),
      ]),
    );
    const asked = request(lines, documents);
    const result = pricing.price(asked);
    expect(JSON.stringify(result).length).toBeLessThanOrEqual(20_000);
    const total = productCandidates(result).reduce(
      (sum, one) => sum + Math.round(Number(one.value.fixedAmount.amount) * 100),
      0,
    );
    expect(total).toBe(savings(asked).reduce((sum, one) => sum + one, 0));
  });
});

test("the module and core/money know the same decimals of every currency", () => {
  for (const currencyCode of Intl.supportedValuesOf("currency")) {
    const exponent = currencyExponent(currencyCode);
    const lines = [line(1, 2, 10 ** exponent * 10)];
    const [candidate] = productCandidates(
      pricing.price(
        request(
          lines,
          { 1: { ...document({ breaks: [TIERS] }), currency: currencyCode } },
          { currencyCode },
        ),
      ),
    );
    const amount = candidate?.value.fixedAmount.amount;
    expect([currencyCode, amount]).toEqual([
      currencyCode,
      exponent === 0 ? "2" : `2.${"0".repeat(exponent)}`,
    ]);
  }
});
