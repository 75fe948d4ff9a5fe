import { currencyExponent } from "./currency.ts";

/** Minor units in the hundredths that Liquid counts every currency in (1,000 JPY is 100000 there). */
export function hundredthsOf(minor: number, currencyCode: string): number {
  return Math.round((minor * 100) / 10 ** currencyExponent(currencyCode));
}
