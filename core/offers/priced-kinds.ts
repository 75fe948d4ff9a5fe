import type { OfferKind } from "./offer.ts";

/** Apart from the list in kinds.ts, so that the editor does not carry every kind's rules to the browser. */
const IS_PRICED: Readonly<Record<OfferKind, boolean>> = {
  "fixed-bundle": true,
  "quantity-break": true,
  "mix-and-match": true,
  "buy-x-get-y": true,
  "cross-sell": false,
};

/**
 * Whether offers of a kind decide a price. What does not leaves no discount on an order, competes with no
 * other offer for units, and combines with everything.
 */
export function isPriced(kind: OfferKind): boolean {
  return IS_PRICED[kind];
}

export const UNPRICED_KINDS = (Object.keys(IS_PRICED) as OfferKind[]).filter(
  (kind) => !isPriced(kind),
);
