import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { coerceInputValue, parse, validate } from "graphql";
import type { GraphQLInputType } from "graphql";
import { describe, expect, test } from "vitest";

import { buildFunctionInput } from "../../core/pricing/cart-input.ts";
import { loadPublishedSchema } from "../../devstore/admin-api/schema.ts";
import { runDocument } from "../../devstore/admin-api/run-document.ts";
import { arbitraryRequest } from "../support/arbitrary-carts.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";

const FOLDER = "app/shopify/documents";
const INPUT_QUERY = readFileSync(
  "extensions/pricing/src/cart_lines_discounts_generate_run.graphql",
  "utf8",
);

const documents = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(join(FOLDER, file), "utf8").matchAll(/`#graphql\n([\s\S]*?)`/g)].map(
    (match) => [file, match[1]!] as const,
  ),
);

describe("documents of the Admin API", () => {
  const schema = loadPublishedSchema("admin");

  test("there is one in every file that speaks to Shopify", () => {
    expect(documents.length).toBeGreaterThanOrEqual(8);
  });

  test.each(documents)("%s is valid on Shopify's published schema", (_file, source) => {
    expect(validate(schema, parse(source)).map((error) => error.message)).toEqual([]);
  });
});

describe("the Function", () => {
  const schema = loadPublishedSchema("functions_discount");
  const resultType = schema.getType("CartLinesDiscountsGenerateRunResult") as GraphQLInputType;

  test("its input query is valid on Shopify's published schema", () => {
    expect(validate(schema, parse(INPUT_QUERY)).map((error) => error.message)).toEqual([]);
  });

  test("the simulator gives the module just what the input query selects", async () => {
    for (const request of fc.sample(arbitraryRequest, 50)) {
      const input = buildFunctionInput(request);
      const queried = await runDocument({
        schema,
        resolvers: {
          Input: Object.fromEntries(
            Object.entries(input).map(([key, value]) => [key, () => value]),
          ),
        },
        source: INPUT_QUERY,
        variables: {},
        context: null,
      });
      expect(queried.errors).toBeUndefined();
      expect(JSON.parse(JSON.stringify(queried.data))).toEqual(JSON.parse(JSON.stringify(input)));
    }
  });

  test("what the module answers is of the type that Shopify expects", async () => {
    const pricing = await builtPricingModule();
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        coerceInputValue(pricing.price(request), resultType, (path, _value, error) => {
          throw new Error(`${path.join(".")}: ${error.message}`);
        });
      }),
      { numRuns: 500 },
    );
  });
});
