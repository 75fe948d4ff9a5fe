import { localDate } from "@tandem/storefront-kit/dates";

import { forEveryone } from "../../../core/audience/audience.ts";
import { eligibleVariants } from "../../../core/catalog/product.ts";
import { compilePrices } from "../../../core/offers/compile.ts";
import { findConflicts } from "../../../core/offers/conflicts.ts";
import type { Conflict } from "../../../core/offers/conflicts.ts";
import type { Offer } from "../../../core/offers/offer.ts";
import { joinParts, totalSavingMinor } from "../../../core/pricing/explanation.ts";
import { RECENT_CATALOG } from "../recent-catalog.server.ts";
import { ifAnswered } from "../../shopify/if-answered.server.ts";
import { offersInForce } from "../save-offer.server.ts";
import type { OfferContext } from "../save-offer.server.ts";
import { pricing } from "../pricing.server.ts";
import { cartLineId } from "../../../core/pricing/cart-input.ts";

/** The live offers that compete, each group tried on one cart, for a shopper whom all of them are for. */
export async function loadConflicts(context: OfferContext, now: Date) {
  const conflicts = findConflicts(forEveryone(await offersInForce(context, now)), context);
  const tried = await ifAnswered(
    Promise.all(conflicts.map((one) => tryConflict(context, one, now))),
  );
  return {
    currencyCode: context.currencyCode,
    conflicts: tried ?? [],
    isShopifyAway: tried === null,
    /** Without prices, which offers compete is all that is known. */
    untried: tried
      ? []
      : conflicts.map(({ offers }) => offers.map(({ id, name }) => ({ id, name }))),
  };
}

async function tryConflict(
  context: OfferContext,
  { offers, sharedProductIds, cart }: Conflict,
  now: Date,
) {
  const { currencyCode, timeZone } = context;
  const engine = await pricing;
  const products = await RECENT_CATALOG.products(context, [
    ...cart.map((line) => line.productId),
    ...sharedProductIds,
  ]);
  const lines = cart.flatMap(({ productId, variantIds, quantity }, index) => {
    const product = products.get(productId);
    const variant = product && eligibleVariants(product, variantIds)[0];
    if (!variant) return [];
    return {
      id: cartLineId(index),
      productId,
      variantId: variant.id,
      quantity,
      unitPriceMinor: variant.priceMinor,
    };
  });
  const explain = (some: readonly Offer[]) =>
    engine.explain({
      currencyCode,
      language: "EN",
      shopDate: localDate(now.toISOString(), timeZone),
      lines,
      documents: compilePrices(some, context),
    });
  const together = explain(offers);
  const joined = joinParts(together.offers);
  const titleOf = (productId: string) => products.get(productId)?.title ?? "a deleted product";
  return {
    sharedProducts: sharedProductIds.map(titleOf),
    cart: lines.map(({ productId, quantity }) => `${quantity} × ${titleOf(productId)}`),
    savingMinor: totalSavingMinor(together),
    offers: offers.map(({ id, name, kind, priority }) => ({
      id,
      name,
      kind,
      priority,
      savingMinor: joined.find((one) => one.id === id)?.savingMinor ?? 0,
      aloneMinor: totalSavingMinor(explain(offers.filter((one) => one.id === id))),
    })),
  };
}

export type ConflictsData = Awaited<ReturnType<typeof loadConflicts>>;
