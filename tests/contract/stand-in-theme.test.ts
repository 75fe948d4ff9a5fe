import { resolve } from "node:path";

import { themeCheckRun } from "@shopify/theme-check-node";
import { OWN_THEME } from "@tandem/devstore";
import { expect, test } from "vitest";

test("theme-check finds nothing in the stand-in's own theme", async () => {
  const { offenses } = await themeCheckRun(OWN_THEME, resolve(OWN_THEME, ".theme-check.yml"));
  expect(
    offenses.map(
      (offense) => `${offense.check} ${offense.uri.split("/").at(-1)}: ${offense.message}`,
    ),
  ).toEqual([]);
});
