import type { Product } from "../catalog/product.ts";
import { wrongPairs } from "../pairings/incompatible.ts";
import type { IncompatiblePairs } from "../pairings/incompatible.ts";
import { productsOfAudience } from "../audience/audience.ts";
import { audienceTags, compileOffers, compileRewards } from "./compile.ts";
import type { CompileSettings } from "./compile.ts";
import {
  DISPLAY_DOCUMENT_LIMIT_BYTES,
  documentBytes,
  PRICING_DOCUMENT_LIMIT_BYTES,
  REFERENCE_LIMIT,
  SHOWN_VARIANTS,
} from "./documents.ts";
import type { OfferIssue } from "./issue.ts";
import { error, warning } from "./issue.ts";
import { productsOf, reviewTerms } from "./kinds.ts";
import { competesForUnits, isPriced } from "./kind-traits.ts";
import type { Offer } from "./offer.ts";
import { reviewPlace } from "./review-place.ts";

/** Elements of a list in a Function's input query (shopify.dev, "Use variables in input queries", limitations). */
const MAX_TAGS = 100;

export interface OfferReviewContext extends CompileSettings {
  /** The products that the offer names; one that is missing no longer exists. */
  readonly products: ReadonlyMap<string, Product>;
  /** The shop's other offers that are switched on. */
  readonly otherOffers: readonly Offer[];
  readonly incompatible: IncompatiblePairs;
}

/**
 * Looks at an offer beside the catalogue and the other live offers: what the schema cannot see.
 * Whether an error stops something is the caller's choice: it always stops going live.
 */
export function reviewOffer(offer: Offer, context: OfferReviewContext): OfferIssue[] {
  return [
    ...missingProducts([...productsOf(offer), ...productsOfAudience(offer.audience)], context),
    ...tagCount(offer, context),
    ...neverTogether(offer, context),
    ...subscriptions(offer, context),
    ...giftCards(offer, context),
    ...manyVariants(offer, context),
    ...reviewTerms(offer, context),
    ...sameTitle(offer, context),
    ...sharedProducts(offer, context),
    ...documentSizes(offer, context),
    ...shownSizes(offer, context),
    ...rewardSize(offer, context),
    ...otherRewards(offer, context),
    ...reviewPlace(offer, context),
  ];
}

/** The Function asks Shopify for each tag that any live offer asks about. */
function tagCount(offer: Offer, { otherOffers }: OfferReviewContext): OfferIssue[] {
  const count = audienceTags([...otherOffers, offer]).length;
  if (count <= MAX_TAGS || audienceTags([offer]).length === 0) return [];
  return [
    error(
      "audience.conditions",
      `Your live offers would ask about ${count} tags, and checkout can look at ${MAX_TAGS}. Use one tag for several of them.`,
    ),
  ];
}

function missingProducts(
  named: readonly { readonly productId: string; readonly field: string }[],
  { products }: OfferReviewContext,
): OfferIssue[] {
  return named.flatMap(({ productId, field }) => {
    const product = products.get(productId);
    if (!product) return [error(field, "This product was deleted. Remove it or choose another.")];
    if (product.isActive) return [];
    return [
      warning(
        field,
        `${product.title} is not active in your shop, so shoppers do not see the offer.`,
      ),
    ];
  });
}

function neverTogether(offer: Offer, { products, incompatible }: OfferReviewContext): OfferIssue[] {
  const titleOf = (id: string) => products.get(id)?.title ?? "a deleted product";
  return wrongPairs(offer, incompatible).map(({ firstId, secondId, field }) =>
    error(
      field,
      `${titleOf(firstId)} and ${titleOf(secondId)} never go together, by your list under Pairings. Remove one of them.`,
    ),
  );
}

/** Lines on a selling plan have terms of their own, which no offer touches; the plan cannot be chosen in a block. */
function subscriptions(offer: Offer, { products }: OfferReviewContext): OfferIssue[] {
  return productsOf(offer).flatMap(({ productId, field }) => {
    const product = products.get(productId);
    if (product?.sellingPlans === "required") {
      return [
        error(
          field,
          `${product.title} is sold by subscription or pre-order only, and such lines keep the terms of their plan. Choose another product.`,
        ),
      ];
    }
    if (product?.sellingPlans !== "optional" || !isPriced(offer.kind)) return [];
    return [
      warning(
        field,
        `${product.title} can also be bought by subscription or pre-order. Bought so, it keeps the terms of its plan and does not count for this offer.`,
      ),
    ];
  });
}

/** A gift card is money: what is off it is given away, and stepping up to one is no better product. It may be shown with others. */
function giftCards(offer: Offer, { products }: OfferReviewContext): OfferIssue[] {
  const isReducedByOneClick = offer.kind === "cross-sell" && offer.terms.oneClickBasisPoints > 0;
  if (!isPriced(offer.kind) && !isReducedByOneClick) return [];
  return productsOf(offer).flatMap(({ productId, field }) => {
    const product = products.get(productId);
    if (!product?.isGiftCard || (!isPriced(offer.kind) && !field.includes("complements")))
      return [];
    return [
      error(
        field,
        isPriced(offer.kind)
          ? `${product.title} is a gift card, and offers don’t make gift cards cheaper, give them away or step up to them. Choose another product.`
          : `${product.title} is a gift card, which is never cheaper. Choose another product, or take nothing off with one click.`,
      ),
    ];
  });
}

/** A theme's block goes through so many variants only; what they cost in an offer is the same. */
function manyVariants(offer: Offer, { products }: OfferReviewContext): OfferIssue[] {
  if (offer.surfaces.length === 0) return [];
  return productsOf(offer).flatMap(({ productId, field }) => {
    const product = products.get(productId);
    if (!product || product.variants.length <= SHOWN_VARIANTS) return [];
    return [
      warning(
        field,
        `${product.title} has ${product.variants.length} variants. Shoppers choose among its first ${SHOWN_VARIANTS} and the one that its page shows; whatever is in the cart is priced.`,
      ),
    ];
  });
}

/** The title is what the order calls the discount, so it has to name one offer only. */
function sameTitle(offer: Offer, { otherOffers }: OfferReviewContext): OfferIssue[] {
  const titles = (one: Offer) =>
    [one.copy, ...Object.values(one.translations)].map((copy) => copy.title.toLowerCase());
  const taken = otherOffers.find((other) =>
    titles(other).some((title) => titles(offer).includes(title)),
  );
  if (!taken) return [];
  return [
    error(
      "copy.title",
      `The live offer “${taken.name}” has this title already. Orders name the offer by it, so choose another.`,
    ),
  ];
}

function sharedProducts(offer: Offer, { otherOffers, products }: OfferReviewContext): OfferIssue[] {
  if (!competesForUnits(offer.kind)) return [];
  return productsOf(offer).flatMap(({ productId, field }) => {
    const rivals = otherOffers.filter(
      (other) =>
        competesForUnits(other.kind) &&
        productsOf(other).some((one) => one.productId === productId),
    );
    if (rivals.length === 0) return [];
    const names = rivals
      .slice(0, 3)
      .map((rival) => `“${rival.name}”`)
      .join(", ");
    const title = products.get(productId)?.title ?? "This product";
    return [
      warning(
        field,
        `${title} is also in ${names}. Each item counts toward one offer, and each cart gets the combination that saves the customer the most.`,
      ),
    ];
  });
}

/** Room for what six tiers of a loyalty programme can give: it stands in the document of the cart's rewards. */
const PERKS_BYTES = 2_000;

/** What the cart earns stands in one document, which the Function has to be able to see. */
function rewardSize(offer: Offer, context: OfferReviewContext): OfferIssue[] {
  if (offer.kind !== "cart-reward") return [];
  const { pricing, gifts } = compileRewards([...context.otherOffers, offer], context);
  if (gifts.length > REFERENCE_LIMIT)
    return [
      error(
        "terms.steps",
        `Your cart rewards give ${gifts.length} different products, and a theme can look through ${REFERENCE_LIMIT}. Give fewer, or pause another cart reward first.`,
      ),
    ];
  if (!pricing || documentBytes(pricing) + PERKS_BYTES < PRICING_DOCUMENT_LIMIT_BYTES) return [];
  return [
    error(
      "",
      `Your cart rewards are more than Shopify’s checkout can read (${documentBytes(pricing)} of ${PRICING_DOCUMENT_LIMIT_BYTES} bytes). Pause one of them first.`,
    ),
  ];
}

/** Only one bar is shown, so what a second reward gives would come as a surprise. */
function otherRewards(offer: Offer, { otherOffers }: OfferReviewContext): OfferIssue[] {
  const other = otherOffers.find((one) => one.kind === "cart-reward");
  if (offer.kind !== "cart-reward" || !other) return [];
  return [
    warning(
      "terms.steps",
      `“${other.name}” rewards carts as well. Both hold, and shoppers see the steps of the one with the higher priority. Steps of one offer are seen together.`,
    ),
  ];
}

function documentSizes(offer: Offer, context: OfferReviewContext): OfferIssue[] {
  const documents = compileOffers([...context.otherOffers, offer], context);
  return productsOf(offer).flatMap(({ productId, field }) => {
    const pricing = documents.find((document) => document.productId === productId)?.pricing;
    if (!pricing || documentBytes(pricing) < PRICING_DOCUMENT_LIMIT_BYTES) return [];
    const title = context.products.get(productId)?.title ?? "This product";
    return [
      error(
        field,
        `${title} carries more offers than Shopify's checkout can read (${documentBytes(pricing)} of ${PRICING_DOCUMENT_LIMIT_BYTES} bytes). Pause one of its offers, or list another component first.`,
      ),
    ];
  });
}

/** What is shown with a product stands in one list and one document, of which a theme sees only so much. */
function shownSizes(offer: Offer, context: OfferReviewContext): OfferIssue[] {
  if (offer.surfaces.length === 0) return [];
  const documents = compileOffers([...context.otherOffers, offer], context);
  return productsOf(offer).flatMap(({ productId, field }) => {
    const shown = documents.find((document) => document.productId === productId);
    const title = context.products.get(productId)?.title ?? "This product";
    const count = shown?.companions.length ?? 0;
    if (count > REFERENCE_LIMIT)
      return [
        error(
          field,
          `The offers of ${title} show ${count} other products, and a theme can look through ${REFERENCE_LIMIT}. Choose fewer, or pause another of its offers first.`,
        ),
      ];
    const bytes = shown?.display ? documentBytes(shown.display) : 0;
    if (bytes <= DISPLAY_DOCUMENT_LIMIT_BYTES) return [];
    return [
      error(
        field,
        `What the offers of ${title} show is more than Shopify stores with a product (${bytes} of ${DISPLAY_DOCUMENT_LIMIT_BYTES} bytes). Choose fewer products or variants, or pause another of its offers first.`,
      ),
    ];
  });
}
