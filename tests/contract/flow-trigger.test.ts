import { readFileSync } from "node:fs";

import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";

interface FlowToml {
  extensions: Record<string, string>[];
  settings: { fields: { type: string; key?: string; description?: string }[] };
}
const { extensions, settings } = parse(
  readFileSync("extensions/flow/shopify.extension.toml", "utf8"),
) as unknown as FlowToml;

/** Types of a trigger's fields (shopify.dev, "Flow trigger reference"): references have no key, the others one. */
const REFERENCES = ["customer_reference", "order_reference", "product_reference"];
const CUSTOM = [
  "boolean",
  "email",
  "multi_line_text_field",
  "number_decimal",
  "schema",
  "single_line_text_field",
  "url",
];

describe("the trigger of Shopify Flow", () => {
  test("has a handle that Shopify takes, and words for the merchant", () => {
    expect(extensions).toHaveLength(1);
    const [trigger] = extensions;
    expect(trigger?.["type"]).toBe("flow_trigger");
    expect(trigger?.["handle"]).toMatch(/^[a-z\d-]{1,30}$/);
    expect(trigger?.["name"]).toMatch(/^[A-Z][a-z ]+$/);
    expect(trigger?.["description"]).toBeTruthy();
  });

  test("has fields of known types, each custom one with a key of its own", () => {
    const keys: string[] = [];
    for (const { type, key } of settings.fields) {
      if (REFERENCES.includes(type)) expect(key).toBeUndefined();
      else {
        expect(CUSTOM).toContain(type);
        keys.push(key!);
      }
    }
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z ]+$/);
  });
});
