import type { Prisma, Shop } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { sellableVariants } from "../../core/catalog/product.ts";
import type { Product } from "../../core/catalog/product.ts";
import { suggestAfterPurchase } from "../../core/offers/after-purchase.ts";
import { compileOffers } from "../../core/offers/compile.ts";
import { isInForce } from "../../core/offers/offer.ts";
import { addVariant } from "../../core/one-click/offer.ts";
import type { OneClickOffer } from "../../core/one-click/offer.ts";
import { incompatiblePairs, withoutWrongPairs } from "../../core/pairings/incompatible.ts";
import { liveCrossSells } from "../offers/offer-store.server.ts";
import { bundleVariants } from "../offers/bundle-variants.server.ts";
import { boughtBefore } from "../orders/bought-before.server.ts";
import { listIncompatiblePairs } from "../pairings/incompatible-pairs.server.ts";
import { getProducts } from "../shopify/documents/get-products.server.ts";
import type { OneClickContext, Purchase } from "./receive-purchase.server.ts";

/** More are looked at than the one that is offered, for those that are sold out or were bought before. */
const CANDIDATES = 5;

/** A product that may be offered, with the offer that says so. */
export interface OneClickCandidate {
  readonly offerId: string;
  readonly title: string;
  readonly benefit: string;
  readonly basisPoints: number;
  readonly productId: string;
  /** Empty for every variant. */
  readonly variantIds: readonly string[];
}

/**
 * What may be offered with one click to who bought some products: by the cross-sells that are live, are shown on the post-purchase page, and
 * have no audience. It asks nobody but the database: Shopify waits for an answer no longer than a moment.
 */
export async function oneClickCandidates(
  prisma: Prisma.TransactionClient,
  settings: Shop,
  productIds: readonly string[],
  locale: string,
  now: Date,
): Promise<OneClickCandidate[]> {
  const { shop } = settings;
  const live = (await liveCrossSells(prisma, shop, "post-purchase")).filter((offer) =>
    isInForce(offer, now.toISOString()),
  );
  const pairs = await listIncompatiblePairs(prisma, shop);
  const byProduct = new Map(
    compileOffers(withoutWrongPairs(live, incompatiblePairs(pairs)), settings).map((one) => [
      one.productId,
      one.display,
    ]),
  );
  const suggestions = suggestAfterPurchase({
    documents: productIds.flatMap((id) => byProduct.get(id) ?? []),
    ordered: productIds,
    surface: "post-purchase",
    seconds: Math.floor(now.getTime() / 1_000),
    language: locale.toLowerCase(),
    most: CANDIDATES,
  });
  return suggestions.map(({ offerId, title, benefit, productId, variantIds }) => {
    const offer = live.find((one) => one.id === offerId);
    const basisPoints = offer?.kind === "cross-sell" ? offer.terms.oneClickBasisPoints : 0;
    return { offerId, title, benefit, basisPoints, productId, variantIds };
  });
}

/**
 * The first of what may be offered that can be bought now, and that a known customer has not bought before.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function chooseOneClick(
  { prisma, shop, client, currencyCode }: OneClickContext,
  { customerId }: Purchase,
  candidates: readonly OneClickCandidate[],
): Promise<{ candidate: OneClickCandidate; offer: OneClickOffer } | null> {
  if (candidates.length === 0) return null;
  const ids = candidates.map((one) => one.productId);
  const bought = customerId
    ? await boughtBefore(prisma, shop, { customerId, orderId: null }, ids)
    : [];
  // Nothing takes a bundle apart that is added after the checkout, so it is not offered as one line.
  const bundles = await bundleVariants(prisma, shop);
  const open = candidates.filter((one) => !bought.includes(one.productId));
  // As a rule the first one can be bought: the others are not paid for out of the shop's limit of calls.
  for (const some of [open.slice(0, 1), open.slice(1)]) {
    const products = await getProducts(
      client,
      some.map((one) => one.productId),
      currencyCode,
    );
    for (const candidate of some) {
      const offer = asSoldNow(candidate, products.get(candidate.productId), bundles);
      if (offer) return { candidate, offer };
    }
  }
  return null;
}

/** The offer of a candidate, with its variants that can be bought now; null where there is none. */
function asSoldNow(
  { variantIds, title, benefit, basisPoints }: OneClickCandidate,
  product: Product | undefined,
  bundles: ReadonlySet<string>,
): OneClickOffer | null {
  const variants = sellableVariants(product, variantIds).filter(({ id }) => !bundles.has(id));
  if (!product || variants.length === 0) return null;
  const isOnlyOne = product.variants.length === 1;
  return {
    title,
    benefit,
    product: { title: product.title, imageUrl: product.imageUrl },
    variants: variants.map((variant) => ({
      variantId: numericId(variant.id),
      title: isOnlyOne ? "" : variant.title,
      changes: [addVariant(numericId(variant.id), basisPoints, title)],
    })),
  };
}
