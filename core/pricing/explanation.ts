/** What the pricing module did with a cart, and why; written by `extensions/pricing/assembly/explanation.ts`. */
export interface Explanation {
  /** Whether every combination was tried; false when the search met its bound. */
  readonly isExact: boolean;
  readonly lines: readonly ExplainedLine[];
  /** What counts towards cart rewards, in minor units; 0 where there are none. */
  readonly cartValueMinor: number;
  /** What the cart's value takes off the order, after what is off its lines. */
  readonly orderDiscount: { readonly offerId: string; readonly savingMinor: number } | null;
  /** The offer by which shipping is free; null where it is not. */
  readonly freeShippingOfferId: string | null;
  readonly offers: readonly ExplainedOffer[];
}

export interface ExplainedLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly savingMinor: number;
  readonly hasSellingPlan: boolean;
  readonly parts: readonly {
    readonly offerId: string;
    readonly units: number;
    readonly savingMinor: number;
  }[];
}

export interface ExplainedOffer {
  readonly id: string;
  /** Sets of a bundle, or units of what counts them, that it applied to. */
  readonly times: number;
  readonly savingMinor: number;
  readonly verdict: OfferVerdict;
}

/** Why an offer applied or did not. `product` is the number of the product's global id. */
export type OfferVerdict =
  | {
      readonly code:
        "applied" | "not-scheduled" | "not-in-audience" | "better-combination" | "no-saving";
    }
  | { readonly code: "too-few-to-mix"; readonly missing: number }
  | { readonly code: "below-first-step"; readonly missingMinor: number }
  | {
      readonly code: "missing-component" | "below-first-tier";
      readonly product: number;
      readonly missing: number;
    };

/** What all offers save on a cart together, in minor units. */
export function totalSavingMinor(explanation: Explanation): number {
  return explanation.lines.reduce(
    (sum, line) => sum + line.savingMinor,
    explanation.orderDiscount?.savingMinor ?? 0,
  );
}

/** What a cart costs without any offer, in minor units. */
export function listPriceMinor(explanation: Explanation): number {
  return explanation.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
}

/**
 * One entry for each offer: a step of an upgrade path is priced by itself, so its offer can have several.
 * Of verdicts that differ, the first is kept unless another says that it applied.
 */
export function joinParts(offers: readonly ExplainedOffer[]): ExplainedOffer[] {
  const byId = new Map<string, ExplainedOffer>();
  for (const offer of offers) {
    const known = byId.get(offer.id);
    byId.set(offer.id, {
      id: offer.id,
      times: (known?.times ?? 0) + offer.times,
      savingMinor: (known?.savingMinor ?? 0) + offer.savingMinor,
      verdict: known && offer.verdict.code !== "applied" ? known.verdict : offer.verdict,
    });
  }
  return [...byId.values()];
}
