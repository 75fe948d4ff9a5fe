import type { ComplementsTerms } from "../offers/complements/terms.ts";
import type { Offer } from "../offers/offer.ts";

/** Two products, by id, the smaller id first, so that a pair is the same whichever way it was named. */
export type Pair = readonly [first: string, second: string];

/** Which products never go together. */
export type IncompatiblePairs = ReadonlySet<string>;

export function pairOf(a: string, b: string): Pair {
  return a < b ? [a, b] : [b, a];
}

export function incompatiblePairs(pairs: readonly Pair[]): IncompatiblePairs {
  return new Set(pairs.map((pair) => pair.join()));
}

/** Two products that an offer brings together, with the editor's field of the second. */
interface Meeting {
  readonly firstId: string;
  readonly secondId: string;
  readonly field: string;
}

/** The products of an offer that are brought together and never go together. */
export function wrongPairs(offer: Offer, incompatible: IncompatiblePairs): Meeting[] {
  return meetings(offer).filter((one) => isWrong(one.firstId, one.secondId, incompatible));
}

/**
 * Offers as they may be shown: a complement is left out on the page of what it does not go with, and an offer that
 * sells two such things together is left out. Offers are refused so when they are saved; this is for what was
 * saved before.
 */
export function withoutWrongPairs(
  offers: readonly Offer[],
  incompatible: IncompatiblePairs,
): Offer[] {
  return offers.flatMap((offer) => {
    if (wrongPairs(offer, incompatible).length === 0) return [offer];
    if (offer.kind !== "cross-sell" && offer.kind !== "add-on") return [];
    return offer.terms.triggers.map((trigger) => ({
      ...offer,
      terms: withoutWrongComplements(offer.terms, trigger, incompatible),
    }));
  });
}

function withoutWrongComplements(
  terms: ComplementsTerms,
  trigger: ComplementsTerms["triggers"][number],
  incompatible: IncompatiblePairs,
): ComplementsTerms {
  return {
    ...terms,
    triggers: [trigger],
    complements: terms.complements.filter(
      (one) => !isWrong(trigger.productId, one.productId, incompatible),
    ),
  };
}

function isWrong(a: string, b: string, incompatible: IncompatiblePairs): boolean {
  return a !== b && incompatible.has(pairOf(a, b).join());
}

function meetings(offer: Offer): Meeting[] {
  switch (offer.kind) {
    case "fixed-bundle":
      return amongEachOther([["terms.components", offer.terms.components]]);
    case "mix-and-match":
      return amongEachOther([["terms.products", offer.terms.products]]);
    case "buy-x-get-y":
      return amongEachOther([
        ["terms.buy", offer.terms.buy],
        ["terms.get", offer.terms.get],
      ]);
    case "cross-sell":
    case "add-on":
      return offer.terms.triggers.flatMap((trigger) =>
        offer.terms.complements.map(({ productId }, index) => ({
          firstId: trigger.productId,
          secondId: productId,
          field: `terms.complements.${index}.productId`,
        })),
      );
    default:
      return [];
  }
}

function amongEachOther(
  lists: readonly (readonly [field: string, products: readonly { readonly productId: string }[]])[],
): Meeting[] {
  const all = lists.flatMap(([field, products]) =>
    products.map(({ productId }, index) => ({
      productId,
      field: `${field}.${index}.productId`,
    })),
  );
  return all.flatMap((first, at) =>
    all.slice(at + 1).map((second) => ({
      firstId: first.productId,
      secondId: second.productId,
      field: second.field,
    })),
  );
}
