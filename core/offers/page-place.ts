import { isEveryone } from "../audience/audience.ts";
import { compileOffers } from "./compile.ts";
import type { CompileSettings } from "./compile.ts";
import type { Offer, OfferKind } from "./offer.ts";

/** An offer that a product page shows in place of another one. */
export interface Before {
  readonly offer: Offer;
  /** Whether every customer sees it; else those whom it is for. */
  readonly isForEveryone: boolean;
  /** On whose pages, in the order of their ids. */
  readonly productIds: readonly string[];
}

/** Kinds that share the place of the bundle. A cross-sell has it where no bundle does. */
export const BUNDLE_KINDS: readonly OfferKind[] = ["fixed-bundle", "buy-x-get-y", "mix-and-match"];

/** The place of a product page that an offer is shown in: each shows one. */
function placeOf(kind: OfferKind): OfferKind {
  return kind === "cross-sell" || BUNDLE_KINDS.includes(kind) ? "fixed-bundle" : kind;
}

/**
 * Says which other offers stand before an offer on product pages, as the theme's block chooses (product-offer.liquid): one for each
 * place, by priority and then by id, and a bundle before any cross-sell. What sells out makes room, which is not known here.
 * @param others offers that are switched on
 * @returns the first one that every customer sees, and the ones before it that some do
 */
export function offersBefore(
  offer: Offer,
  others: readonly Offer[],
  settings: CompileSettings,
): Before[] {
  if (!offer.surfaces.includes("product")) return [];
  const pages = shownOn(offer, settings);
  const rivals = others
    .filter((one) => one.surfaces.includes("product") && placeOf(one.kind) === placeOf(offer.kind))
    .filter((one) => comesBefore(one, offer))
    .toSorted((a, b) => (comesBefore(a, b) ? -1 : 1));
  let left = pages;
  return rivals.flatMap((rival) => {
    const theirs = shownOn(rival, settings);
    const productIds = left.filter((id) => theirs.includes(id));
    const isForEveryone = isEveryone(rival.audience);
    if (isForEveryone) left = left.filter((id) => !theirs.includes(id));
    return productIds.length === 0 ? [] : [{ offer: rival, isForEveryone, productIds }];
  });
}

/** Products on whose pages an offer is shown, in the order of their ids. */
function shownOn(offer: Offer, settings: CompileSettings): string[] {
  return compileOffers([offer], settings)
    .filter(({ display }) => display !== null)
    .map(({ productId }) => productId);
}

function comesBefore(one: Offer, other: Offer): boolean {
  const isBehindBundles = ({ kind }: Offer) => kind === "cross-sell";
  if (isBehindBundles(one) !== isBehindBundles(other)) return isBehindBundles(other);
  return one.priority > other.priority || (one.priority === other.priority && one.id < other.id);
}
