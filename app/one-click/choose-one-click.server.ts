import type { Prisma } from "@prisma/client";

import { numericId } from "../../core/catalog/global-id.ts";
import { suggestAfterPurchase } from "../../core/offers/after-purchase.ts";
import { compileOffers } from "../../core/offers/compile.ts";
import { isInForce } from "../../core/offers/offer.ts";
import { addVariant } from "../../core/one-click/offer.ts";
import type { OneClickOffer } from "../../core/one-click/offer.ts";
import { incompatiblePairs, withoutWrongPairs } from "../../core/pairings/incompatible.ts";
import { listLiveOffers } from "../offers/offer-store.server.ts";
import { boughtBefore } from "../orders/bought-before.server.ts";
import { listIncompatiblePairs } from "../pairings/incompatible-pairs.server.ts";
import { getProducts } from "../shopify/documents/get-products.server.ts";
import type { OneClickContext, Purchase } from "./receive-purchase.server.ts";

/** More are looked at than the one that is offered, for those that are sold out or were bought before. */
const CANDIDATES = 8;

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
  shop: string,
  productIds: readonly string[],
  locale: string,
  now: Date,
): Promise<OneClickCandidate[]> {
  const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const live = (await listLiveOffers(prisma, shop, "cross-sell")).filter(
    (offer) => isInForce(offer, now.toISOString()) && offer.surfaces.includes("post-purchase"),
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
  const ids = candidates.map((one) => one.productId);
  const bought = customerId
    ? await boughtBefore(prisma, shop, { customerId, orderId: null }, ids)
    : [];
  const products = await getProducts(client, ids, currencyCode);
  for (const candidate of candidates) {
    const { productId, variantIds, title, benefit, basisPoints } = candidate;
    const product = products.get(productId);
    if (!product?.isActive || product.sellingPlans === "required" || bought.includes(productId))
      continue;
    const variants = product.variants.filter(
      ({ id, isAvailable }) => isAvailable && (variantIds.length === 0 || variantIds.includes(id)),
    );
    if (variants.length === 0) continue;
    const isOnlyOne = product.variants.length === 1;
    return {
      candidate,
      offer: {
        title,
        benefit,
        product: { title: product.title, imageUrl: product.imageUrl },
        variants: variants.map((variant) => ({
          variantId: numericId(variant.id),
          title: isOnlyOne ? "" : variant.title,
          changes: [addVariant(numericId(variant.id), basisPoints, title)],
        })),
      },
    };
  }
  return null;
}
