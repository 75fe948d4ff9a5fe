import { parseDecimal } from "@tandem/storefront-kit/money/decimal";

/** Basis points in a whole: 10,000 is 100 %. */
export const WHOLE_BASIS_POINTS = 10_000;

/** A percentage as it is typed ("12.5", "10 %"), in basis points; null unless it is from 0.01 to 100 with at most two decimals. */
export function parsePercentage(text: string): number | null {
  const basisPoints = parseDecimal(text.replace("%", ""), 2);
  return basisPoints === null || basisPoints < 1 || basisPoints > WHOLE_BASIS_POINTS
    ? null
    : basisPoints;
}
