import { SURFACES } from "./offer.ts";
import type { OfferKind, Surface } from "./offer.ts";

/** Apart from the list in kinds.ts, so that the editor does not carry every kind's rules to the browser. */
const TRAITS: Readonly<Record<OfferKind, { priced: boolean; surfaces: readonly Surface[] }>> = {
  "fixed-bundle": { priced: true, surfaces: ["product"] },
  "quantity-break": { priced: true, surfaces: ["product"] },
  "mix-and-match": { priced: true, surfaces: ["product"] },
  "buy-x-get-y": { priced: true, surfaces: ["product"] },
  "cross-sell": { priced: false, surfaces: SURFACES },
  "add-on": { priced: false, surfaces: ["product"] },
  "upgrade-path": { priced: true, surfaces: ["product", "cart"] },
  "cart-reward": { priced: true, surfaces: ["cart"] },
};

/** Every kind there is. */
export const OFFER_KINDS = Object.keys(TRAITS) as OfferKind[];

/**
 * Whether offers of a kind decide a price. What does not competes with no other offer for units, and combines
 * with everything.
 */
export function isPriced(kind: OfferKind): boolean {
  return TRAITS[kind].priced;
}

/** Whether offers of a kind compete with others for the units of a product: a reward hangs on the cart's value. */
export function competesForUnits(kind: OfferKind): boolean {
  return isPriced(kind) && kind !== "cart-reward";
}

/** Where offers of a kind can appear. */
export function surfacesOf(kind: OfferKind): readonly Surface[] {
  return TRAITS[kind].surfaces;
}

/** Kinds whose offers may leave no discount on an order: their evidence is the line itself. */
export const KINDS_WITHOUT_DISCOUNT: OfferKind[] = ["cross-sell", "add-on", "upgrade-path"];
