import { readFileSync } from "node:fs";

import fc from "fast-check";
import { coerceInputValue, parse, validate, visit } from "graphql";
import type { GraphQLInputType } from "graphql";
import { loadPublishedSchema, runDocument } from "@tandem/devstore/admin-api";
import { describe, expect, test } from "vitest";

import { buildDeliveryInput, buildFunctionInput } from "../../core/pricing/cart-input.ts";
import standIn from "../../demo/devstore.ts";
import { arbitraryRequest } from "../support/arbitrary-carts.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";
import { graphqlDocuments } from "../support/graphql-documents.ts";

/** Each target of the Function, with what the simulator gives it and what the module answers. */
const TARGETS = [
  ["cart_lines", "CartLinesDiscountsGenerateRunResult", buildFunctionInput, "price"],
  [
    "cart_delivery_options",
    "CartDeliveryOptionsDiscountsGenerateRunResult",
    buildDeliveryInput,
    "priceDelivery",
  ],
] as const;
const inputQuery = (target: string) =>
  readFileSync(`extensions/pricing/src/${target}_discounts_generate_run.graphql`, "utf8");

/**
 * What an input query costs (shopify.dev, "Input query costs"): 3 for a metafield and for a question about
 * tags, nothing for what is read of these and for __typename, and 1 for every other field without fields of its own.
 */
function inputCost(source: string): number {
  let cost = 0;
  visit(parse(source), {
    Field({ name, selectionSet }) {
      if (name.value === "metafield" || name.value === "hasTags") {
        cost += 3;
        return false;
      }
      if (!selectionSet && name.value !== "__typename") cost += 1;
      return undefined;
    },
  });
  return cost;
}

describe("documents of the Admin API", () => {
  const schema = loadPublishedSchema(standIn.schemas, "admin");

  test("there is one in every file that speaks to Shopify", () => {
    expect(graphqlDocuments.length).toBeGreaterThanOrEqual(8);
  });

  test.each(graphqlDocuments)("%s is valid on Shopify's published schema", (_file, source) => {
    expect(validate(schema, parse(source)).map((error) => error.message)).toEqual([]);
  });
});

describe.each(TARGETS)("the Function's target %s", (target, resultName, buildInput, entry) => {
  const schema = loadPublishedSchema(standIn.schemas, "functions_discount");
  const resultType = schema.getType(resultName) as GraphQLInputType;
  const source = inputQuery(target);

  test("has an input query that is valid on Shopify's published schema", () => {
    expect(validate(schema, parse(source)).map((error) => error.message)).toEqual([]);
  });

  test("has an input query that costs no more than Shopify allows", () => {
    expect(inputCost(source)).toBeLessThanOrEqual(30);
  });

  test("is given by the simulator just what the input query selects", async () => {
    for (const request of fc.sample(arbitraryRequest, 50)) {
      const input = buildInput(request);
      const queried = await runDocument({
        schema,
        resolvers: {
          Input: Object.fromEntries(
            Object.entries(input).map(([key, value]) => [key, () => value]),
          ),
          // The query names the property's value by an alias.
          CartLine: { attribute: ({ gift }: { gift: unknown }) => gift },
        },
        source,
        variables: {},
        context: null,
      });
      expect(queried.errors).toBeUndefined();
      expect(JSON.parse(JSON.stringify(queried.data))).toEqual(JSON.parse(JSON.stringify(input)));
    }
  });

  test("answers in the type that Shopify expects", async () => {
    const pricing = await builtPricingModule();
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        coerceInputValue(pricing[entry](request), resultType, (path, _value, error) => {
          throw new Error(`${path.join(".")}: ${error.message}`);
        });
      }),
      { numRuns: 500 },
    );
  });
});
