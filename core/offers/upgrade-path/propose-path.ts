import type { Product, Variant } from "../../catalog/product.ts";

/** Between the values of a variant's options in its title, as Shopify writes it. */
const TITLE_JOINT = " / ";

/**
 * Finds a ladder in a product's own variants: the option by which the price rises, with every other option
 * leaving it alone, so that a black one of 128 GB leads to a black one of 256 GB.
 * @returns the variants of each step, cheapest first; null when no option orders the prices
 */
export function proposePath(product: Product): string[][] | null {
  const valuesOf = (variant: Variant) => variant.title.split(TITLE_JOINT);
  const options = Math.min(...product.variants.map((variant) => valuesOf(variant).length));
  for (let option = 0; option < options; option++) {
    const values = new Set(product.variants.map((variant) => valuesOf(variant)[option] ?? ""));
    const steps = [...values]
      .map((value) => {
        const variants = product.variants.filter((one) => valuesOf(one)[option] === value);
        return {
          variantIds: variants.map((variant) => variant.id),
          prices: new Set(variants.map((variant) => variant.priceMinor)),
        };
      })
      .toSorted((a, b) => Math.min(...a.prices) - Math.min(...b.prices));
    const isLadder =
      steps.length >= 2 &&
      steps.every(({ prices }) => prices.size === 1) &&
      new Set(steps.flatMap(({ prices }) => [...prices])).size === steps.length;
    if (isLadder) return steps.map(({ variantIds }) => variantIds);
  }
  return null;
}
