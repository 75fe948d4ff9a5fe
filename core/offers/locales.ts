/** Languages that the storefront's own words come in; shopper copy can be written in each. */
export const COPY_LOCALES = ["en", "de", "fr", "es", "ja"] as const;
export type CopyLocale = (typeof COPY_LOCALES)[number];
