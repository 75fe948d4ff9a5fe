import { globalId, numericId } from "@tandem/storefront-kit/ids";

import type { DisplayDocument } from "./documents.ts";
import type { Surface } from "./offer.ts";

/** A place where an offer appears when the order is paid already. */
export type AfterPurchaseSurface = Exclude<Surface, "product" | "cart">;

export function comesAfterPurchase(surface: Surface): surface is AfterPurchaseSurface {
  return surface !== "product" && surface !== "cart";
}

/** What the pages after the purchase read of the shop: metafield `$app:tandem`.`after_purchase`. */
export interface AfterPurchaseDocument {
  readonly v: 1;
  /** Address of the app, for what is personal. */
  readonly app: string;
  /** Whether offers of one click are made before the thank-you page; left out where they are not. */
  readonly oneClick?: true;
}

/** A product to suggest, with the offer that says so. */
export interface Suggestion {
  readonly offerId: string;
  readonly title: string;
  readonly benefit: string;
  /** Whether the buyer may have answered it on the post-purchase page: who knows, the app, is to be asked first. */
  readonly isOneClick: boolean;
  readonly productId: string;
  /** Empty for every variant. */
  readonly variantIds: readonly string[];
}

/**
 * What goes with the products of an order, as their own documents say, the order's first products first: nothing that was
 * ordered, nothing twice. An offer for some customers only is left out: who they are is not known here. What is offered with one click
 * moves to the thank-you page, since not every order has a post-purchase page.
 * @param ordered the products of the order
 * @param seconds now, since 1970
 * @param language of the page: "en", "pt-BR"
 * @param most how many at most
 * @param hasOneClick whether the shop makes offers of one click
 */
export function suggestAfterPurchase({
  documents,
  ordered,
  surface,
  seconds,
  language,
  most,
  hasOneClick = false,
}: {
  readonly documents: readonly DisplayDocument[];
  readonly ordered: readonly string[];
  readonly surface: AfterPurchaseSurface;
  readonly seconds: number;
  readonly language: string;
  readonly most: number;
  readonly hasOneClick?: boolean;
}): Suggestion[] {
  const taken = new Set(ordered.map(numericId));
  const suggestions: Suggestion[] = [];
  const offers = documents.flatMap((document) => document.offers);
  for (const offer of offers) {
    const { startsAt = -Infinity, endsAt = Infinity } = offer;
    const isRunning = startsAt <= seconds && seconds < endsAt;
    const isOneClick = hasOneClick && offer.surfaces.includes("post-purchase");
    const isHere = offer.surfaces.includes(surface) || (isOneClick && surface === "thank-you");
    if (!isHere || !isRunning || offer.audience) continue;
    const copies = new Map(Object.entries(offer.copy));
    const copy =
      copies.get(language) ?? copies.get(language.split("-")[0]!) ?? copies.get("default");
    for (const { product, variants = [] } of offer.components ?? []) {
      if (taken.has(product)) continue;
      taken.add(product);
      suggestions.push({
        offerId: offer.id,
        title: copy?.title ?? "",
        benefit: copy?.benefit ?? "",
        isOneClick,
        productId: globalId("Product", product),
        variantIds: variants.map((variant) => globalId("ProductVariant", variant)),
      });
    }
  }
  return suggestions.slice(0, most);
}

/**
 * The address that puts one of a variant into a cart, marked with the offer that it came from: a cart permalink
 * (shopify.dev, "Create cart permalinks"; properties are Base64 URL-encoded JSON).
 * @param storefrontUrl the shop's address, with its scheme
 */
export function cartAddress(storefrontUrl: string, variantId: string, offerId: string): string {
  const properties = btoa(JSON.stringify({ _tandem: offerId }))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  const base = storefrontUrl.replace(/\/$/, "");
  return `${base}/cart/${numericId(variantId)}:1?storefront=true&properties=${properties}`;
}
