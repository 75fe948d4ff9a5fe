import { readFile } from "node:fs/promises";

import fc from "fast-check";
import { coerceInputValue, parse, validate } from "graphql";
import type { GraphQLInputType } from "graphql";
import { loadPublishedSchema } from "@tandem/devstore/admin-api";
import { globalId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import type { CompiledSet, PricingDocument } from "../../core/offers/documents.ts";
import { buildTransformInput, cartLineId } from "../../core/pricing/cart-input.ts";
import type { CartLine, PricingRequest } from "../../core/pricing/cart-input.ts";
import { totalSavingMinor } from "../../core/pricing/explanation.ts";
import { runPricing } from "../../core/pricing/pricing-module.ts";
import standIn from "../../demo/devstore.ts";
import { arbitraryRequest } from "../support/arbitrary-carts.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";

const pricing = await builtPricingModule();
const transform = await WebAssembly.compile(
  await readFile("extensions/bundle-lines/dist/bundle-lines.wasm"),
);
const schema = loadPublishedSchema(standIn.schemas, "functions_cart_transform");

interface Operation {
  linesMerge?: { parentVariantId: string; cartLines: { cartLineId: string; quantity: number }[] };
  lineExpand?: {
    cartLineId: string;
    expandedCartItems: { merchandiseId: string; quantity: number }[];
  };
}
const operationsOn = (request: PricingRequest) =>
  (
    JSON.parse(
      runPricing(transform, "cart_transform_run", JSON.stringify(buildTransformInput(request))),
    ) as { operations: Operation[] }
  ).operations;

/** Every bundle of a random cart becomes one line under a product of its own, priced as the offers compile it. */
function withBundleProducts(request: PricingRequest): PricingRequest {
  const documents = new Map<string, PricingDocument>();
  for (const [productId, document] of request.documents) {
    const bundles = (document.bundles ?? []).map((set): CompiledSet => {
      const isFixed = !set.limit && set.components.every((one) => one.get === undefined);
      if (!isFixed) return set;
      const { id, title, off, from, until, audience } = set;
      const number = 900 + Number(id.split("-")[1]);
      documents.set(globalId("Product", number), {
        v: 1,
        currency: "EUR",
        bundles: [
          {
            id,
            title,
            off,
            components: [{ product: number, quantity: 1, variants: [number] }],
            ...(from && { from }),
            ...(until && { until }),
            ...(audience && { audience }),
          },
        ],
      });
      return { ...set, line: number };
    });
    documents.set(productId, { ...document, bundles });
  }
  return { ...request, documents };
}

/** The cart as Shopify makes it: as many bundles as the lines hold, and what is left of them. */
function merged(request: PricingRequest, operations: readonly Operation[]): PricingRequest {
  const left = new Map(request.lines.map((line) => [line.id, line.quantity]));
  const bundles = operations.flatMap(({ linesMerge: merge }, index): CartLine[] => {
    if (!merge) return [];
    const quantity = Math.min(
      ...merge.cartLines.map((one) => Math.floor(left.get(one.cartLineId)! / one.quantity)),
    );
    const priceOf = (id: string) => request.lines.find((line) => line.id === id)!.unitPriceMinor;
    for (const one of merge.cartLines)
      left.set(one.cartLineId, left.get(one.cartLineId)! - quantity * one.quantity);
    return [
      {
        id: cartLineId(500 + index),
        productId: merge.parentVariantId.replace("ProductVariant", "Product"),
        variantId: merge.parentVariantId,
        quantity,
        unitPriceMinor: merge.cartLines.reduce(
          (sum, one) => sum + one.quantity * priceOf(one.cartLineId),
          0,
        ),
      },
    ];
  });
  const rest = request.lines
    .map((line) => ({ ...line, quantity: left.get(line.id)! }))
    .filter((line) => line.quantity > 0);
  return { ...request, lines: [...bundles, ...rest] };
}

/** Without what would keep its lines as they are in most of the random carts. */
const withoutObstacles = (request: PricingRequest): PricingRequest => ({
  ...request,
  lines: request.lines.map(({ sellingPlanId: _plan, ...line }, index) => ({
    ...line,
    isGift: line.isGift === true && index > 2,
  })),
  // What an offer asks of the cart is asked of its lines, and a line of a bundle hides its components.
  documents: new Map(
    [...request.documents].map(([id, document]) => [
      id,
      JSON.parse(
        JSON.stringify(document, (key, value: unknown) =>
          key === "audience" && JSON.stringify(value).includes('"cart"') ? undefined : value,
        ),
      ) as PricingDocument,
    ]),
  ),
});

describe("bundles as one line", () => {
  test("P10: what a cart costs is the same to the cent, whether the transform ran or not", () => {
    let merges = 0;
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const { rewards: _rewards, ...rest } = request;
        const hasCart = JSON.stringify(request.rewards ?? {}).includes('"cart"');
        const asked = withBundleProducts(withoutObstacles(hasCart ? rest : request));
        const operations = operationsOn(asked);
        if (operations.length === 0) return;
        merges++;
        const before = pricing.explain(asked);
        if (!before.isExact) return;
        const after = pricing.explain(merged(asked, operations));
        expect(totalSavingMinor(after)).toBe(totalSavingMinor(before));
        expect(after.cartValueMinor).toBe(before.cartValueMinor);
      }),
      { numRuns: 6_000 },
    );
    expect(merges).toBeGreaterThan(30);
  });

  test("P11: the same cart always gets the same lines, no line is in two of them, and no bundle has two", () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const operations = operationsOn(withBundleProducts(request));
        expect(operationsOn(withBundleProducts(request))).toEqual(operations);
        const merges = operations.flatMap((one) => one.linesMerge ?? []);
        const lines = merges.flatMap((one) => one.cartLines.map((line) => line.cartLineId));
        expect(new Set(lines).size).toBe(lines.length);
        expect(new Set(merges.map((one) => one.parentVariantId)).size).toBe(merges.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test("P9: a cart with a selling plan keeps its lines", () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        if (!request.lines.some((line) => line.sellingPlanId)) return;
        expect(operationsOn(withBundleProducts(request))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("its query and its answers are of the types that Shopify published", async () => {
    const source = await readFile("extensions/bundle-lines/src/cart_transform_run.graphql", "utf8");
    expect(validate(schema, parse(source)).map((error) => error.message)).toEqual([]);
    const type = schema.getType("CartTransformRunResult") as GraphQLInputType;
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const answer = { operations: operationsOn(withBundleProducts(request)) };
        coerceInputValue(answer, type, (path, _value, error) => {
          throw new Error(`${path.join(".")}: ${error.message}`);
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe("a cart with a kit of two things", () => {
  const KIT = {
    id: "kit",
    title: { "": "Kit" },
    off: { percent: 1_000 },
    components: [
      { product: 1, quantity: 1 },
      { product: 2, quantity: 2 },
    ],
    line: 900,
  };
  const line = (number: number, quantity: number, more: Partial<CartLine> = {}): CartLine => ({
    id: cartLineId(number),
    productId: globalId("Product", number),
    variantId: globalId("ProductVariant", number),
    quantity,
    unitPriceMinor: 1_000,
    ...more,
  });
  const request = (lines: CartLine[], bundles: CompiledSet[] = [KIT]): PricingRequest => ({
    currencyCode: "EUR",
    language: "EN",
    shopDate: "2026-11-24",
    lines,
    documents: new Map([
      [globalId("Product", 1), { v: 1, currency: "EUR", bundles }],
      [
        globalId("Product", 900),
        {
          v: 1,
          currency: "EUR",
          bundles: [
            {
              id: "kit",
              title: { "": "Kit" },
              off: { percent: 1_000 },
              components: [{ product: 900, quantity: 1, variants: [900] }],
              parts: [
                [1, 1],
                [2, 2],
              ],
            },
          ],
        },
      ],
    ]),
  });

  test("names what is in one set, of however many sets", () => {
    expect(operationsOn(request([line(1, 2), line(2, 5)]))).toEqual([
      {
        linesMerge: {
          parentVariantId: "gid://shopify/ProductVariant/900",
          title: "Kit",
          cartLines: [
            { cartLineId: line(1, 2).id, quantity: 1 },
            { cartLineId: line(2, 5).id, quantity: 2 },
          ],
        },
      },
    ]);
  });

  test("stays as it is where the price has fewer sets than Shopify would merge", () => {
    const other: CompiledSet = {
      ...KIT,
      id: "other",
      off: { percent: 9_000 },
      components: [{ product: 1, quantity: 1 }],
    };
    const { line: _none, ...alone } = other;
    expect(operationsOn(request([line(1, 2), line(2, 4)], [KIT, alone as CompiledSet]))).toEqual(
      [],
    );
  });

  test("a nested line, and the one that it goes with, are not merged", () => {
    const nested = [line(1, 1), line(2, 2), line(3, 1, { parentLineId: line(1, 1).id })];
    expect(operationsOn(request(nested))).toEqual([]);
  });

  test("P20: the bundle product by itself is taken apart into its components", () => {
    expect(operationsOn(request([line(900, 3)]))).toEqual([
      {
        lineExpand: {
          cartLineId: line(900, 3).id,
          expandedCartItems: [
            { merchandiseId: "gid://shopify/ProductVariant/1", quantity: 1 },
            { merchandiseId: "gid://shopify/ProductVariant/2", quantity: 2 },
          ],
        },
      },
    ]);
  });

  test("P10: the bundle product has its discount also where it was not taken apart", () => {
    const asked = request([line(900, 3, { unitPriceMinor: 3_000 })]);
    expect(totalSavingMinor(pricing.explain(asked))).toBe(900);
  });
});
