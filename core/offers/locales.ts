/** Languages that the storefront's own words come in; shopper copy can be written in each. */
export const COPY_LOCALES = ["en", "de", "fr", "es", "ja"] as const;
export type CopyLocale = (typeof COPY_LOCALES)[number];

/** The language of ours that a locale of Shopify's ("de-AT", "pt-BR") comes nearest to; English for all others. */
export function copyLocaleOf(locale: string | null): CopyLocale {
  const language = locale?.split("-")[0]?.toLowerCase();
  return COPY_LOCALES.find((one) => one === language) ?? "en";
}
