import { openExtension } from "@tandem/storefront-kit/liquid";
import { expect, test } from "vitest";

test.each([
  [1_000, "en", "−10%"],
  [1_250, "en", "−12.5%"],
  [1_250, "de", "−12,5 %"],
  [1_205, "fr", "−12,05 %"],
  [5, "ja", "0.05%オフ"],
  [10_000, "en", "−100%"],
])("%i basis points are said in %s as %s", (percent, locale, words) => {
  const extension = openExtension({
    root: "extensions/theme-blocks",
    locale,
    moneyFormat: "€{{amount}}",
    currencyCode: "EUR",
  });
  const request = { locale: { iso_code: locale } };
  const said = extension.snippet("tandem-terms", { off: { percent } }, { request });
  expect(said.trim().replaceAll("\u00a0", " ")).toBe(words);
});
