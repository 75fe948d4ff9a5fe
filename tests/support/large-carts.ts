import { compileOffers } from "../../core/offers/compile.ts";
import type { PricingDocument } from "../../core/offers/documents.ts";
import type { PricingRequest } from "../../core/pricing/cart-input.ts";
import { globalId } from "../../core/catalog/global-id.ts";
import { breakOf, bundleOf, live } from "./offers.ts";

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
  const documents = compileOffers(offers, { currencyCode: "EUR", timeZone: "UTC" });
  return {
    currencyCode: "EUR",
    language: "EN",
    shopDate: "2026-11-24",
    documents: new Map(
      documents.flatMap(({ productId, pricing }) =>
        pricing ? [[productId, pricing] as [string, PricingDocument]] : [],
      ),
    ),
    lines: Array.from({ length: lineCount }, (_one, index) => ({
      id: globalId("CartLine", index),
      productId: product(index),
      variantId: globalId("ProductVariant", 50_000 + index),
      quantity: 1 + (index % 4),
      unitPriceMinor: 999 + index * 37,
    })),
  };
}
