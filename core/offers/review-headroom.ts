import { globalId } from "@tandem/storefront-kit/ids";

import { forEveryone } from "../audience/audience.ts";
import { buildFunctionInput, buildTransformInput, cartLineId } from "../pricing/cart-input.ts";
import type { PricingRequest } from "../pricing/cart-input.ts";
import { INSTRUCTION_LIMIT } from "../pricing/pricing-module.ts";
import type { PricingModule } from "../pricing/pricing-module.ts";
import { changesPrices, compilePrices, rewardPricing } from "./compile.ts";
import type { CompileSettings } from "./compile.ts";
import { documentBytes } from "./documents.ts";
import type { PricingDocument } from "./documents.ts";
import type { OfferIssue } from "./issue.ts";
import { error, warning } from "./issue.ts";
import type { Offer } from "./offer.ts";

/** Lines up to which Shopify's limits hold; above, they grow with the cart (shopify.dev, Functions). */
const LINES = 200;
/** Input that a Function is given for so many lines. */
const INPUT_LIMIT_BYTES = 128_000;
const UNITS = 4;
/** Share of the limit above which the merchant is told, and at which nothing more can go live. */
const NEAR = 0.5;
const FULL = 0.95;

/**
 * Runs the pricing module on the largest cart that these offers can meet within Shopify's lower limit, all
 * of their products and variants in it, and counts what it reads and executes as Shopify does. Offers that would come
 * near the limit are pointed out before they go live, and refused where checkout could fail.
 * @param others the shop's other live offers
 */
export function reviewHeadroom(
  offer: Offer,
  others: readonly Offer[],
  settings: CompileSettings,
  pricing: PricingModule,
): OfferIssue[] {
  if (!changesPrices(offer, settings)) return [];
  const live = [...others, offer];
  const cartWith = (offers: readonly Offer[]) => ({
    ...largestCart([...compilePrices(offers, settings)], settings.currencyCode),
    ...rewardPricing(offers, settings),
  });
  const share = Math.max(
    pricing.countInstructions(cartWith(forEveryone(live))) / INSTRUCTION_LIMIT,
    documentBytes(buildFunctionInput(cartWith(live))) / INPUT_LIMIT_BYTES,
    documentBytes(buildTransformInput(cartWith(live))) / INPUT_LIMIT_BYTES,
  );
  if (share < NEAR) return [];
  const percent = Math.round(share * 100);
  const words = `In a cart of ${LINES} lines with everything that your live offers name, pricing takes ${percent} % of what Shopify's checkout allows.`;
  return [
    share < FULL
      ? warning("", `${words} Pause offers that you no longer need before you add many more.`)
      : error(
          "",
          `${words} Pause an offer that shares products with others, then set this one live.`,
        ),
  ];
}

/** The products with the most to read first, each with every variant that an offer names. */
function largestCart(
  documents: readonly (readonly [productId: string, document: PricingDocument])[],
  currencyCode: string,
): PricingRequest {
  const byWeight = documents.toSorted(([, a], [, b]) => documentBytes(b) - documentBytes(a));
  const named = new Map(byWeight.map(([productId]) => [productId, new Set<number>()]));
  for (const [productId, { bundles = [], breaks = [], mixes = [] }] of byWeight) {
    for (const { product, variants = [] } of bundles.flatMap((set) => set.components))
      for (const number of variants) named.get(globalId("Product", product))?.add(number);
    for (const { variants = [] } of [...breaks, ...mixes])
      for (const number of variants) named.get(productId)?.add(number);
  }
  const lines = [...named].flatMap(([productId, variants]) =>
    (variants.size > 0 ? [...variants] : [1, 2]).map((number) => ({ productId, number })),
  );
  return {
    currencyCode,
    language: "EN",
    shopDate: "2000-01-01",
    documents: new Map(documents),
    lines: lines.slice(0, LINES).map(({ productId, number }, index) => ({
      id: cartLineId(index),
      productId,
      variantId: globalId("ProductVariant", number),
      quantity: UNITS,
      unitPriceMinor: 1_000 + index * 37,
    })),
  };
}
