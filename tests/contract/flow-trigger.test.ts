import { readdirSync, readFileSync } from "node:fs";

import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";

import {
  FOLLOW_UP_DUE,
  OFFER_ACCEPTED,
  PULSE_ANSWERED,
} from "../../app/follow-ups/flow-events.server.ts";

interface FlowToml {
  extensions: Record<string, string>[];
  settings: { fields: { type: string; key?: string; description?: string }[] };
}
const FOLDERS = readdirSync("extensions").filter((name) => name.startsWith("flow-"));
const read = (folder: string) =>
  parse(readFileSync(`extensions/${folder}/shopify.extension.toml`, "utf8")) as unknown as FlowToml;

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

test("what is told has a trigger each", () => {
  const told = [PULSE_ANSWERED, FOLLOW_UP_DUE, OFFER_ACCEPTED];
  expect(FOLDERS.map((folder) => read(folder).extensions[0]?.["handle"]).toSorted()).toEqual(
    told.toSorted(),
  );
});

describe.each(FOLDERS)("the trigger of Shopify Flow in %s", (folder) => {
  const { extensions, settings } = read(folder);

  test("has a handle that Shopify takes, and words for the merchant", () => {
    expect(extensions).toHaveLength(1);
    const [trigger] = extensions;
    expect(trigger?.["type"]).toBe("flow_trigger");
    expect(trigger?.["handle"]).toMatch(/^[a-z\d-]{1,30}$/);
    expect(folder).toBe(`flow-${trigger?.["handle"]}`);
    expect(trigger?.["name"]).toMatch(/^[A-Z][a-z -]+$/);
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
