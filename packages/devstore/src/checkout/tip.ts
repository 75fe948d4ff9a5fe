import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal } from "@tandem/storefront-kit/money/decimal";

import type { Market } from "../markets.ts";
import type { Cart } from "../state/types.ts";

/** The most that is taken, in whole units of a currency: more is a slip of the keyboard. */
const MOST = 999_999;

/**
 * Reads a tip as it is typed, with a point or a comma; nothing is no tip.
 * @returns minor units, or null for what is no amount
 */
export function readTip(typed: string, currencyCode: string): number | null {
  const exponent = currencyExponent(currencyCode);
  const amountMinor = typed.trim() === "" ? 0 : parseDecimal(typed, exponent);
  return amountMinor === null || amountMinor > MOST * 10 ** exponent ? null : amountMinor;
}

/** A cart's tip in minor units of the market's currency; one in another currency is none. */
export function tipOf({ tip }: Cart, { currencyCode }: Market): number {
  return tip?.currencyCode === currencyCode ? tip.amountMinor : 0;
}
