import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse as parseGraphql, validate } from "graphql";
import { parse as parseToml } from "smol-toml";
import { functionExtensions } from "@tandem/devstore";
import {
  API_VERSION,
  appScopes,
  loadAccessRules,
  loadPublishedSchema,
  needsOf,
  OWNER_SCOPES,
  suffices,
} from "@tandem/devstore/admin-api";
import { subscriptions } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { CONFIG_NAMES } from "../../app/platform/config.server.ts";
import standIn from "../../demo/devstore.ts";
import { graphqlDocuments } from "../support/graphql-documents.ts";

const rules = loadAccessRules(standIn.schemas);
const granted = new Set(appScopes(standIn.app.toml));
const needs = graphqlDocuments.flatMap(([, document]) =>
  needsOf(loadPublishedSchema(standIn.schemas, "admin"), rules, document),
);
const topics = subscriptions(standIn.app.toml).filter((one) => !one.isCompliance);
const nameOf = (topic: string) => topic.replace("/", "_").toUpperCase();
/** First cells of a table in the page, by its head. */
function cellsUnder(head: string): string[] {
  const [, table = ""] = readFileSync("docs/deploy.md", "utf8").split(head);
  const [body = ""] = table.split("\n\n");
  return [...body.matchAll(/^\| ([^|]+) \|/gm)].map((row) => row[1]!);
}

describe("the scopes of shopify.app.toml", () => {
  test("cover every operation and every field of our documents", () => {
    expect(needs.filter((one) => !suffices(granted, one.scopes)).map((one) => one.of)).toEqual([]);
  });

  test.each(topics)("cover the topic $topic, which Shopify knows", ({ topic }) => {
    const wanted = rules.topics.get(nameOf(topic));
    expect(wanted).toBeDefined();
    expect(suffices(granted, wanted!)).toBe(true);
  });

  test("are each needed by something", () => {
    const wanted = new Set([
      ...needs.flatMap((one) => one.scopes.flat()),
      ...topics.flatMap(({ topic }) => rules.topics.get(nameOf(topic))!.flat()),
      ...OWNER_SCOPES.values(),
    ]);
    expect([...granted].filter((scope) => !wanted.has(scope))).toEqual([]);
  });

  test("are explained in docs/deploy.md, each once", () => {
    const cells = cellsUnder("| scope | for |");
    const explained = cells.flatMap((cell) => cell.match(/(?:read|write)_\w+/g) ?? []);
    expect(explained.toSorted()).toEqual([...granted].toSorted());
  });
});

test("the personal data that docs/deploy.md asks for covers every protected field that is read", () => {
  const read = needs.flatMap((one) => one.content ?? []);
  expect(read.length).toBeGreaterThan(0);
  const asked = cellsUnder("| field | why it is read | what is kept |");
  for (const content of read) expect(asked).toContain(content);
});

const SCHEMAS = new Map([
  ["cart.lines.discounts.generate.run", "functions_discount"],
  ["cart.delivery-options.discounts.generate.run", "functions_discount"],
  ["cart.transform.run", "functions_cart_transform"],
] as const);

// Shopify's CLI does not look into input queries before it deploys.
describe.each(functionExtensions(standIn.extensions.functions))(
  "the Function for $target",
  (extension) => {
    test("has an input query that Shopify takes", () => {
      const schema = [...SCHEMAS].find(([target]) => target === extension.target)![1];
      const errors = validate(
        loadPublishedSchema(standIn.schemas, schema),
        parseGraphql(extension.inputQuery),
      );
      expect(errors.map((one) => one.message)).toEqual([]);
    });

    test("is exported by the module under the name that its file says", async () => {
      const module = await WebAssembly.compile(readFileSync(extension.wasmFile));
      expect(WebAssembly.Module.exports(module)).toContainEqual({
        name: extension.exportName,
        kind: "function",
      });
    });
  },
);

describe("files of extensions", () => {
  const files = readdirSync("extensions").map((folder) => ({
    folder,
    toml: parseToml(
      readFileSync(join("extensions", folder, "shopify.extension.toml"), "utf8"),
    ) as unknown as {
      api_version?: string;
      extensions?: { type: string; build?: { wasm_opt?: boolean } }[];
    },
  }));
  const functions = files.filter(({ toml }) =>
    toml.extensions?.some((one) => one.type === "function"),
  );

  test("of Functions name the API version whose schema is checked, and leave the module as it was tested", () => {
    expect(functions).toHaveLength(2);
    for (const { toml } of functions) {
      expect(toml.api_version).toBe(API_VERSION);
      for (const { build } of toml.extensions!) expect(build?.wasm_opt).toBe(false);
    }
  });
});

/** Of a block in the theme editor (shopify.dev, "Configure theme app extensions"). */
const NAME_LIMIT = 25;

test.each(readdirSync("extensions/theme-blocks/blocks"))(
  "%s has a name that fits the theme editor in every language",
  (file) => {
    const source = readFileSync(join("extensions/theme-blocks/blocks", file), "utf8");
    const key = /"name": "t:blocks\.(\w+)\.name"/.exec(source)?.[1];
    expect(key).toBeDefined();
    const locales = readdirSync("extensions/theme-blocks/locales").filter((one) =>
      one.endsWith(".schema.json"),
    );
    expect(locales).toHaveLength(5);
    for (const locale of locales) {
      const { blocks } = JSON.parse(
        readFileSync(join("extensions/theme-blocks/locales", locale), "utf8"),
      ) as { blocks: Record<string, { name: string }> };
      expect(blocks[key!]!.name.length).toBeGreaterThan(0);
      expect(blocks[key!]!.name.length).toBeLessThanOrEqual(NAME_LIMIT);
    }
  },
);

test("every environment variable that the app reads is explained in docs/deploy.md, and no other", () => {
  const explained = cellsUnder("| variable | value |").flatMap(
    (cell) => cell.match(/[A-Z_]{4,}/g) ?? [],
  );
  const [, after = ""] = readFileSync("docs/deploy.md", "utf8").split("| variable | value |");
  const ofStandIn = /^(.*) belong to the local test store/m.exec(after)?.[1]?.match(/[A-Z_]{4,}/g);
  expect([...explained, ...(ofStandIn ?? [])].toSorted()).toEqual(CONFIG_NAMES.toSorted());
});
