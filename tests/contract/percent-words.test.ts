import { createLiquidEngine } from "@tandem/storefront-kit/liquid";
import { expect, test } from "vitest";

test.each([
  [1_000, "en", "−10%"],
  [1_250, "en", "−12.5%"],
  [1_250, "de", "−12,5 %"],
  [1_205, "fr", "−12,05 %"],
  [5, "ja", "0.05%オフ"],
  [10_000, "en", "−100%"],
])("%i basis points are said in %s as %s", (percent, locale, words) => {
  const engine = createLiquidEngine({
    roots: ["extensions/theme-blocks/snippets"],
    localeFolder: "extensions/theme-blocks/locales",
    locale,
    moneyFormat: "€{{amount}}",
    currencyCode: "EUR",
    assetUrl: () => "",
  });
  const request = { locale: { iso_code: locale } };
  const said = engine.renderFileSync(
    "tandem-terms",
    { off: { percent } },
    { globals: { request } },
  ) as string;
  expect(said.trim().replaceAll("\u00a0", " ")).toBe(words);
});
