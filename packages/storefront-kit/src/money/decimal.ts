import { currencyExponent } from "./currency.ts";

/**
 * Reads a decimal as a person types it ("12", "12.5", "12,50") into a whole number of 10^-scale.
 * @returns null when it is not a plain decimal, is negative, or has more decimals than the scale
 */
export function parseDecimal(text: string, scale: number): number | null {
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return null;
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  if (decimals.length > scale) return null;
  return Number(match[1]) * 10 ** scale + Number(decimals.padEnd(scale, "0") || "0");
}

/** Minor units as the exact decimal that Shopify's API takes and gives: 1250 EUR is "12.50". */
export function toDecimal(amountMinor: number, currencyCode: string): string {
  return formatDecimal(amountMinor, currencyExponent(currencyCode));
}

/** A whole number of 10^-scale as a decimal with just that many digits behind the point. */
export function formatDecimal(value: number, scale: number): string {
  const sign = value < 0 ? "-" : "";
  const digits = String(Math.abs(value)).padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Hundredths as a person types them, without digits that say nothing: 150 is "1.5". */
export function formatHundredths(value: number): string {
  return formatDecimal(value, 2).replace(/\.?0+$/, "");
}

/**
 * Minor units of an amount that Shopify tells ("12.5" EUR is 1250), worked out of its digits and not as a float. Shopify writes
 * amounts as text, and in refunds as JSON numbers (shopify.dev, REST Refund, "subtotal"); those that are left over of a
 * subtraction may come as "2.84e-14". Digits beyond the currency's own round half up, as Shopify rounds.
 * @throws {RangeError} for what is no amount, and for one too large for whole numbers to be exact
 */
export function toMinor(decimal: string | number, currencyCode: string): number {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(String(decimal));
  const [, sign, whole = "", fraction = "", exponent = "0"] = match ?? [];
  const digits = whole + fraction;
  if (digits === "") throw new RangeError(`"${decimal}" is not an amount.`);
  /** Digits before the point, once the amount is in minor units. */
  const point = whole.length + Number(exponent) + currencyExponent(currencyCode);
  const kept = Number(digits.slice(0, Math.max(0, point)).padEnd(point, "0"));
  const amount = kept + (digits.charAt(point) >= "5" ? 1 : 0);
  if (!Number.isSafeInteger(amount))
    throw new RangeError(
      `${decimal} ${currencyCode} is too large: amounts are exact up to 9,007,199,254,740,991 minor units.`,
    );
  return sign === "-" && amount !== 0 ? -amount : amount;
}

/** An amount for a person to read, in their language. */
export function formatMoney(amountMinor: number, currencyCode: string, locale: string): string {
  return formatAmount(toDecimal(amountMinor, currencyCode), currencyCode, locale);
}

/** The same, of a decimal of Shopify's. */
export function formatAmount(decimal: string, currencyCode: string, locale: string): string {
  const formatter = new Intl.NumberFormat(locale, { style: "currency", currency: currencyCode });
  return formatter.format(decimal as `${number}`);
}
