import { compilePrices } from "../../core/offers/compile.ts";
import type { PricingRequest } from "../../core/pricing/cart-input.ts";
import { globalId } from "../../core/catalog/global-id.ts";
import type { Offer } from "../../core/offers/offer.ts";
import { breakOf, bundleOf, live, mixOf, rewardOf } from "./offers.ts";

/**
 * A cart of so many lines that so many offers of every kind touch, a quarter of them each: fixed bundles,
 * quantity breaks, mix and matches of five neighbours, and buy X get Y; all overlap with the next.
 */
export function largeCartOfAllKinds(lineCount: number, offerCount: number): PricingRequest {
  const product = (index: number) => globalId("Product", 1_000 + (index % lineCount));
  return cartOf(
    lineCount,
    Array.from({ length: offerCount }, (_one, index) => {
      const first = Math.floor((index * lineCount) / offerCount);
      const neighbours = (count: number) => [
        ...new Set(Array.from({ length: count }, (_none, at) => product(first + at))),
      ];
      const title = `Offer number ${index}`;
      const tiers: [number, number][] = [
        [2, 5],
        [3, 10],
      ];
      const contents = [
        bundleOf(title, neighbours(3)),
        breakOf(title, product(first), tiers),
        mixOf(title, neighbours(5), tiers),
        rewardOf(title, product(first), product(first + 1)),
      ];
      return live(contents[index % contents.length]!, `offer-${index}`);
    }),
  );
}

/**
 * A cart of so many lines, all of different products, that so many offers touch: bundles of three
 * neighbours that overlap with the next, and quantity breaks, half and half.
 */
export function largeCart(lineCount: number, offerCount: number): PricingRequest {
  const product = (index: number) => globalId("Product", 1_000 + (index % lineCount));
  const offers = Array.from({ length: offerCount }, (_one, index) => {
    const first = Math.floor((index * lineCount) / offerCount);
    return index % 2 === 0
      ? live(
          bundleOf(`Bundle number ${index}`, [
            product(first),
            product(first + 1),
            product(first + 2),
          ]),
          `bundle-${index}`,
        )
      : live(
          breakOf(`Break number ${index}`, product(first), [
            [2, 5],
            [3, 10],
          ]),
          `break-${index}`,
        );
  });
  return cartOf(lineCount, offers);
}

/** A cart of so many lines, all of different products, with the documents of these offers. */
function cartOf(lineCount: number, offers: readonly Offer[]): PricingRequest {
  return {
    currencyCode: "EUR",
    language: "EN",
    shopDate: "2026-11-24",
    documents: compilePrices(offers, { currencyCode: "EUR", timeZone: "UTC" }),
    lines: Array.from({ length: lineCount }, (_one, index) => ({
      id: globalId("CartLine", index),
      productId: globalId("Product", 1_000 + index),
      variantId: globalId("ProductVariant", 50_000 + index),
      quantity: 1 + (index % 4),
      unitPriceMinor: 999 + index * 37,
    })),
  };
}
