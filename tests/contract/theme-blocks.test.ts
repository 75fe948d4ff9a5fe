import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { themeCheckRun } from "@shopify/theme-check-node";
import { ThemeFolder } from "@tandem/storefront-kit/liquid";
import { describe, expect, test } from "vitest";

const ROOT = "extensions/theme-blocks";
const SETTING_TYPES = [
  "text",
  "checkbox",
  "select",
  "range",
  "color",
  "richtext",
  "product",
  "url",
  "header",
  "paragraph",
];

type Words = { [key: string]: string | Words };

function keysOf(words: Words, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

/** A block with the text of all snippets that it renders. */
function withSnippets(source: string, known = new Set<string>()): string {
  const names = [...source.matchAll(/render '([\w-]+)'/g)].map((match) => match[1]!);
  const fresh = names.filter((name) => !known.has(name));
  for (const name of fresh) known.add(name);
  return (
    source +
    [...new Set(fresh)]
      .map((name) =>
        withSnippets(readFileSync(join(ROOT, "snippets", `${name}.liquid`), "utf8"), known),
      )
      .join("")
  );
}

const locale = (file: string) =>
  JSON.parse(readFileSync(join(ROOT, "locales", file), "utf8")) as Words;

describe("the theme app extension", () => {
  test("theme-check finds nothing", async () => {
    const { offenses } = await themeCheckRun(resolve(ROOT), resolve(ROOT, ".theme-check.yml"));
    expect(
      offenses.map(
        (offense) => `${offense.check} ${offense.uri.split("/").at(-1)}: ${offense.message}`,
      ),
    ).toEqual([]);
  });

  test("has only the flat folders that Shopify takes", () => {
    for (const entry of readdirSync(ROOT, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      expect(["assets", "blocks", "locales", "snippets"]).toContain(entry.name);
      expect(
        readdirSync(join(ROOT, entry.name), { withFileTypes: true }).every((one) => one.isFile()),
      ).toBe(true);
    }
  });

  test.each(readdirSync(join(ROOT, "blocks")))(
    "%s has a schema that the theme editor takes",
    (file) => {
      const source = readFileSync(join(ROOT, "blocks", file), "utf8");
      const schema = new ThemeFolder(ROOT).schema("blocks", file.replace(".liquid", ""));
      expect(["section", "body"]).toContain(schema.target);
      const used = [...withSnippets(source).matchAll(/block\.settings\.(\w+)/g)].map(
        (match) => match[1],
      );
      expect(new Set(used)).toEqual(new Set(schema.settings.map((setting) => setting.id)));
      for (const setting of schema.settings) expect(SETTING_TYPES).toContain(setting.type);
    },
  );

  test.each(["", ".schema"])("every language has every word%s", (suffix) => {
    const wanted = keysOf(locale(`en.default${suffix}.json`)).toSorted();
    for (const language of ["de", "fr", "es", "ja"])
      expect(keysOf(locale(`${language}${suffix}.json`)).toSorted()).toEqual(wanted);
  });
});
