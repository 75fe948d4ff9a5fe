import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { bulkRefusals } from "./bulk-rules.ts";
import { loadPublishedSchema } from "./schema.ts";

const SCHEMAS = fileURLToPath(new URL("../../../../.cache/schemas", import.meta.url));
const schema = loadPublishedSchema(SCHEMAS, "admin");
const edges = (inside: string) => `{ edges { node { id ${inside} } } }`;
const lists = (names: readonly string[]) => names.map((name) => `${name} ${edges("")}`).join(" ");

describe("the query of a bulk operation", () => {
  test.each([
    ["a list of nodes", `{ orders ${edges("")} }`],
    ["a list within it", `{ orders ${edges(`lineItems ${edges("")}`)} }`],
    ["a list of plain objects within it", `{ orders ${edges("refunds { id }")} }`],
  ])("may ask for %s", (_what, query) => {
    expect(bulkRefusals(schema, query)).toEqual([]);
  });

  test.each([
    ["no list", "{ shop { name } }", /at least one connection/],
    [
      "more than five lists",
      `{ products ${edges(lists(["variants", "media", "collections", "metafields", "resourcePublications"]))} }`,
      /more than 5 connections/,
    ],
    [
      "lists in three levels",
      `{ products ${edges(`variants ${edges(`metafields ${edges("")}`)}`)} }`,
      /2 levels deep/,
    ],
    [
      "a list within one of plain objects",
      `{ orders ${edges("refunds { refundLineItems { edges { node { quantity } } } }")} }`,
      /within a list field/,
    ],
    [
      "a list of what has no id",
      `{ orders ${edges("shippingLines { edges { node { title } } }")} }`,
      /implements Node/,
    ],
    [
      "nodes by their ids",
      `{ nodes(ids: ["gid://shopify/Order/1"]) { ... on Order { lineItems ${edges("")} } } }`,
      /top-level field 'nodes'/,
    ],
  ])("may not ask for %s", (_what, query, refusal) => {
    expect(bulkRefusals(schema, query).join(" ")).toMatch(refusal);
  });
});
