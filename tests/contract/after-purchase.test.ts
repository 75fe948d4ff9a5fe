import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { parse as parseGraphql, validate } from "graphql";
import { parse as parseToml } from "smol-toml";
import { loadPublishedSchema } from "@tandem/devstore/admin-api";
import { ELEMENTS } from "@tandem/devstore/extension-host";
import { describe, expect, test } from "vitest";

import { PULSE_ANSWERS } from "../../core/follow-ups/pulse.ts";
import { MEASURES, REDEEMING_WAYS } from "../../core/loyalty/programme.ts";
import standIn from "../../demo/devstore.ts";
import { SOLD_PRODUCTS } from "../../extensions/after-purchase/src/find-sold-products.ts";

const ROOT = "extensions/after-purchase";
/** Of a UI extension's bundle, compressed (shopify.dev, "Checkout UI extensions", since API 2026-01). */
const BUNDLE_LIMIT_BYTES = 64 * 1_024;

type Words = { [key: string]: string | Words };
const words = (file: string) =>
  JSON.parse(readFileSync(join(ROOT, "locales", file), "utf8")) as Words;

function flat(from: Words, prefix = ""): [string, string][] {
  return Object.entries(from).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as const] : flat(value, `${prefix}${key}.`),
  ) as [string, string][];
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((one) => one[1]);

interface Extension {
  api_version: string;
  extensions: {
    type: string;
    targeting: { target: string; module: string }[];
    metafields: { namespace: string; key: string }[];
  }[];
}
const toml = parseToml(
  readFileSync(join(ROOT, "shopify.extension.toml"), "utf8"),
) as unknown as Extension;

describe("the extension after the purchase", () => {
  test("is a fraction of what Shopify takes", () => {
    const bundle = readFileSync(join(ROOT, "dist", "extension.js"));
    expect(gzipSync(bundle).length).toBeLessThan(BUNDLE_LIMIT_BYTES / 4);
  });

  test("has a module for each target, of an API version that the package is of", () => {
    const [extension] = toml.extensions;
    expect(extension?.type).toBe("ui_extension");
    for (const { target, module } of extension?.targeting ?? []) {
      const source = readFileSync(join(ROOT, module), "utf8");
      expect(source).toContain(`@shopify/ui-extensions/${target}`);
    }
    const { version } = JSON.parse(
      readFileSync("node_modules/@shopify/ui-extensions/package.json", "utf8"),
    ) as { version: string };
    const [year, month] = toml.api_version.split("-");
    expect(version.startsWith(`${year}.${Number(month)}.`)).toBe(true);
  });

  test("uses components of the package's only, and the stand-in has them all", () => {
    const folder = "node_modules/@shopify/ui-extensions/build/ts/surfaces/checkout/components";
    const known = readdirSync(folder)
      .filter((file) => file.endsWith(".d.ts"))
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    const sources = readdirSync(join(ROOT, "src")).map((file) =>
      readFileSync(join(ROOT, "src", file), "utf8"),
    );
    const used = new Set(sources.flatMap((source) => source.match(/(?<=<)s-[a-z-]+/g) ?? []));
    for (const name of used) {
      expect(known).toMatch(new RegExp(`tagName = ['"]${name}['"]`));
      expect([...ELEMENTS.keys()]).toContain(name);
    }
  });

  test("asks the Storefront API for what there is", () => {
    const errors = validate(
      loadPublishedSchema(standIn.schemas, "storefront-graphql"),
      parseGraphql(SOLD_PRODUCTS),
    );
    expect(errors.map((one) => one.message)).toEqual([]);
  });

  test.each(["de", "es", "fr", "ja"])("speaks %s with the same words and numbers", (language) => {
    const english = flat(words("en.default.json"));
    const other = new Map(flat(words(`${language}.json`)));
    expect([...other.keys()]).toEqual(english.map(([key]) => key));
    for (const [key, text] of english)
      expect(placeholders(other.get(key)!).toSorted()).toEqual(placeholders(text).toSorted());
  });

  test("has words for whatever the app may answer", () => {
    const keys = flat(words("en.default.json")).map(([key]) => key);
    const refusals = ["not-offered", "not-a-number", "too-few", "too-many"];
    for (const refusal of refusals) expect(keys).toContain(`redeem.refused_${refusal}`);
    for (const measure of MEASURES) expect(keys).toContain(`loyalty.missing_${measure}`);
    for (const state of ["waiting", "returned"]) expect(keys).toContain(`redeem.${state}`);
    for (const answer of PULSE_ANSWERS) {
      expect(keys).toContain(`pulse.${answer}`);
      expect(keys).toContain(`pulse.thanks_${answer}`);
    }
    expect(REDEEMING_WAYS).toEqual(["code", "store-credit"]);
  });
});
