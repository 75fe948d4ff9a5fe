import { formatDecimal } from "../../../core/money/decimal.ts";

/** An amount in hundredths of a currency, for a person to read. */
export function hundredths(amount: number, currencyCode: string, language: string): string {
  return decimal(formatDecimal(amount, 2), currencyCode, language);
}

/** A decimal of Shopify's, for a person to read. */
export function decimal(amount: string, currencyCode: string, language: string): string {
  const formatter = new Intl.NumberFormat(language, { style: "currency", currency: currencyCode });
  return formatter.format(amount as `${number}`);
}
