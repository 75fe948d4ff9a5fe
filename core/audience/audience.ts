import type { CopyLocale } from "../offers/locales.ts";

/**
 * What is asked of a shopper or of their cart. What is asked of a customer holds for one who is signed in only:
 * of others, checkout learns who they are after the price was shown.
 */
export type Condition =
  | { readonly kind: "signed-in"; readonly isWanted: boolean }
  | { readonly kind: "orders"; readonly atLeast: number; readonly atMost: number | null }
  /** What the customer has spent in the shop, in minor units of its currency. */
  | { readonly kind: "spent"; readonly atLeastMinor: number; readonly atMostMinor: number | null }
  | { readonly kind: "tags"; readonly isWanted: boolean; readonly tags: readonly string[] }
  /** Ids of tiers of the loyalty programme. */
  | { readonly kind: "tiers"; readonly isWanted: boolean; readonly tierIds: readonly string[] }
  /** ISO 3166 codes of the country that the storefront is shown for: the shopper's market. */
  | {
      readonly kind: "countries";
      readonly isWanted: boolean;
      readonly countries: readonly string[];
    }
  | {
      readonly kind: "languages";
      readonly isWanted: boolean;
      readonly languages: readonly CopyLocale[];
    }
  /** Whether any of these products is in the cart. */
  | { readonly kind: "cart"; readonly isWanted: boolean; readonly productIds: readonly string[] }
  /** Whether the customer has bought any of these products before: Liquid can tell, and checkout cannot. */
  | { readonly kind: "bought"; readonly isWanted: boolean; readonly productIds: readonly string[] };

export type ConditionKind = Condition["kind"];

/** Who an offer is for: those for whom all conditions hold, or any of them; without conditions, everyone. */
export interface Audience {
  readonly match: "all" | "any";
  readonly conditions: readonly Condition[];
}

export const EVERYONE: Audience = { match: "all", conditions: [] };

/** Whether an audience leaves nobody out. */
export function isEveryone({ conditions }: Audience): boolean {
  return conditions.length === 0;
}

/** Offers as they are for a shopper whom all of them are for: what is looked at for the worst, or side by side. */
export function forEveryone<T extends { readonly audience: Audience }>(offers: readonly T[]): T[] {
  return offers.map((offer) => ({ ...offer, audience: EVERYONE }));
}

/** Tags that an audience asks about. */
export function tagsOf({ conditions }: Audience): string[] {
  return conditions.flatMap((one) => (one.kind === "tags" ? one.tags : []));
}

/** Products that an audience asks about, with the editor's field for each. */
export function productsOfAudience({ conditions }: Audience) {
  return conditions.flatMap((one, index) =>
    one.kind === "cart" || one.kind === "bought"
      ? one.productIds.map((productId) => ({
          productId,
          field: `audience.conditions.${index}.productIds`,
        }))
      : [],
  );
}
