const FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    EUR: "€{{amount}}",
    GBP: "£{{amount}}",
    USD: "${{amount}}",
    JPY: "¥{{amount_no_decimals}}",
  }),
);

/** Format of a currency's amounts: by itself, Shopify shows one abroad with its sign before the amount. */
export function currencyFormat(currencyCode: string): string {
  return FORMATS.get(currencyCode) ?? "{{amount}}";
}
