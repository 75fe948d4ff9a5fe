import { formatAmount, formatDecimal } from "@tandem/storefront-kit/money/decimal";

/** An amount in hundredths of a currency, for a person to read. */
export function hundredths(amount: number, currencyCode: string, language: string): string {
  return formatAmount(formatDecimal(amount, 2), currencyCode, language);
}
