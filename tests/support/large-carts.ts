import { globalId } from "@tandem/storefront-kit/ids";

import { compilePrices, rewardPricing } from "../../core/offers/compile.ts";
import type { Audience } from "../../core/audience/audience.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";
import type { PricingRequest } from "../../core/pricing/cart-input.ts";
import type { AnyOfferContent, Offer } from "../../core/offers/offer.ts";
import { breakOf, bundleOf, cartRewardOf, live, mixOf, rewardOf } from "./offers.ts";

/**
 * A cart of so many lines that so many offers of every kind touch, a quarter of them each: fixed bundles that are
 * one line, quantity breaks, mix and matches of five neighbours, and buy X get Y; all overlap with the next. The
 * last one rewards the cart by its value, with a gift on its last line, and every fifth is for customers with some orders.
 */
export function largeCartOfAllKinds(lineCount: number, offerCount: number): PricingRequest {
  const product = (index: number) => globalId("Product", 1_000 + (index % lineCount));
  const cart = cartOf(
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
      if (index === offerCount - 1)
        return live(cartRewardOf(title, product(-1 + lineCount)), "reward");
      const contents = [
        oneLine(bundleOf(title, neighbours(3)), 10_000 + index),
        breakOf(title, product(first), tiers),
        mixOf(title, neighbours(5), tiers),
        rewardOf(title, product(first), product(first + 1)),
      ];
      const content = contents[index % contents.length]!;
      return live(
        index % 5 === 4 ? { ...content, audience: RETURNING } : content,
        `offer-${index}`,
      );
    }),
  );
  return {
    ...cart,
    customer: { orders: 3, spentMinor: 20_000, tags: ["VIP"] },
    lines: cart.lines.map((line, index) => ({ ...line, isGift: index === lineCount - 1 })),
  };
}

const RETURNING: Audience = {
  match: "all",
  conditions: [{ kind: "orders", atLeast: 2, atMost: null }],
};

function oneLine(content: AnyOfferContent, number: number): AnyOfferContent {
  if (content.kind !== "fixed-bundle") return content;
  const oneLineAs = {
    productId: globalId("Product", number),
    variantId: globalId("ProductVariant", number),
  };
  return { ...content, terms: { ...content.terms, oneLineAs } };
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
  const settings = { currencyCode: "EUR", timeZone: "UTC" };
  return {
    currencyCode: "EUR",
    language: "EN",
    shopDate: "2026-11-24",
    documents: compilePrices(offers, settings),
    ...rewardPricing(offers, settings),
    lines: Array.from({ length: lineCount }, (_one, index) => ({
      id: cartLineId(index),
      productId: globalId("Product", 1_000 + index),
      variantId: globalId("ProductVariant", 50_000 + index),
      quantity: 1 + (index % 4),
      unitPriceMinor: 999 + index * 37,
    })),
  };
}
