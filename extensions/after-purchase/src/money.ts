/** An amount in hundredths of a currency, for a person to read. */
export function hundredths(amount: number, currencyCode: string, language: string): string {
  const formatter = new Intl.NumberFormat(language, { style: "currency", currency: currencyCode });
  const whole = Math.trunc(amount / 100);
  const rest = String(amount % 100).padStart(2, "0");
  return formatter.format(`${whole}.${rest}` as `${number}`);
}

/** A decimal of Shopify's, for a person to read. */
export function decimal(amount: string, currencyCode: string, language: string): string {
  const formatter = new Intl.NumberFormat(language, { style: "currency", currency: currencyCode });
  return formatter.format(amount as `${number}`);
}
