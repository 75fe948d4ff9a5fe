import { resolve } from "node:path";

import { themeCheckRun } from "@shopify/theme-check-node";
import { OWN_THEME, STRUCTURAL_THEMES } from "@tandem/devstore";
import { expect, test } from "vitest";

test.each([
  ["own theme", OWN_THEME],
  ["theme like Dawn", STRUCTURAL_THEMES.dawn],
  ["theme like Horizon", STRUCTURAL_THEMES.horizon],
])("theme-check finds nothing in the stand-in's %s", async (_name, theme) => {
  const { offenses } = await themeCheckRun(theme, resolve(theme, ".theme-check.yml"));
  expect(
    offenses.map(
      (offense) => `${offense.check} ${offense.uri.split("/").at(-1)}: ${offense.message}`,
    ),
  ).toEqual([]);
});
