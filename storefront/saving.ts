/**
 * A discount as the display document states it: basis points, or hundredths of the shop's currency, and, by
 * currency, what stands in their place in another one.
 */
export type Off = {
  percent?: number;
  amount?: number;
  price?: number;
  local?: Readonly<Record<string, number>>;
};

/**
 * What a discount takes off a price shown on the page, in Liquid's hundredths. It follows the pricing
 * module (percentages round half up to the currency's smallest unit), and a test compares both.
 * @param unit hundredths of the currency's smallest amount: 1 for EUR, 100 for JPY
 * @param currency ISO 4217 code of the price
 */
export function savingOf(price: number, off: Off, unit: number, currency: string): number {
  const local = off.local?.[currency];
  let saving = local ?? off.amount ?? 0;
  if (off.percent !== undefined)
    saving = Math.floor(((price / unit) * off.percent + 5000) / 10000) * unit;
  else if (off.price !== undefined) saving = price - (local ?? off.price);
  return Math.min(Math.max(saving, 0), price);
}
