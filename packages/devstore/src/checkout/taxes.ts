import type { ShopState } from "../state/types.ts";

/**
 * Taxes in prices that have them in them, told apart (help.shopify.com, "Including or excluding tax from product prices": tax = (tax rate ×
 * price) / (1 + tax rate)); halves go up.
 */
export function taxWithin(minor: number, percent: number): number {
  return Math.floor((minor * percent) / (100 + percent) + 0.5);
}

/** A tax line as REST tells it (shopify.dev, REST Order, "tax_lines"); none where taxes are not told apart. */
export function taxLines(
  minor: number | undefined,
  percent: ShopState["taxPercent"],
  money: (minor: number) => string,
) {
  if (minor === undefined || percent === undefined) return [];
  return [{ title: "VAT", rate: percent / 100, price: money(minor) }];
}
