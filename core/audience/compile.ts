import { numericId } from "@tandem/storefront-kit/ids";

import type { Audience, Condition } from "./audience.ts";

/**
 * A condition as the documents hold it, for the pricing module and for Liquid. `not` turns it round. A range
 * is its least and, where there is one, its greatest value; an amount is minor units for the pricing module
 * and hundredths for Liquid.
 */
export type CompiledCondition =
  | { readonly signedIn: true; readonly not?: true }
  | { readonly orders: readonly number[] }
  | { readonly spent: readonly number[] }
  | { readonly tags: readonly string[]; readonly not?: true }
  | { readonly tiers: readonly string[]; readonly not?: true }
  | { readonly countries: readonly string[]; readonly not?: true }
  | { readonly languages: readonly string[]; readonly not?: true }
  | { readonly cart: readonly number[]; readonly not?: true }
  | { readonly bought: readonly number[]; readonly not?: true };

/** Who an offer is for, in its documents; left out for everyone. */
export interface CompiledAudience {
  readonly any?: true;
  readonly of: readonly CompiledCondition[];
}

/**
 * Compiles an audience.
 * @param amount turns minor units into what the document's reader counts in
 * @param language writes a language as that reader knows it
 */
export function compileAudience(
  { match, conditions }: Audience,
  amount: (minor: number) => number,
  language: (locale: string) => string,
): { audience?: CompiledAudience } {
  if (conditions.length === 0) return {};
  const of = conditions.map((one) => compileCondition(one, amount, language));
  return { audience: { ...(match === "any" && { any: true }), of } };
}

function compileCondition(
  condition: Condition,
  amount: (minor: number) => number,
  language: (locale: string) => string,
): CompiledCondition {
  switch (condition.kind) {
    case "orders":
      return { orders: range(condition.atLeast, condition.atMost) };
    case "spent":
      return {
        spent: range(condition.atLeastMinor, condition.atMostMinor).map((minor) => amount(minor)),
      };
    case "signed-in":
      return { signedIn: true, ...not(condition) };
    case "tags":
      return { tags: condition.tags, ...not(condition) };
    case "tiers":
      return { tiers: condition.tierIds, ...not(condition) };
    case "countries":
      return { countries: condition.countries, ...not(condition) };
    case "languages":
      return { languages: condition.languages.map(language), ...not(condition) };
    case "cart":
      return { cart: condition.productIds.map(numericId), ...not(condition) };
    case "bought":
      return { bought: condition.productIds.map(numericId), ...not(condition) };
  }
}

function range(atLeast: number, atMost: number | null): number[] {
  return atMost === null ? [atLeast] : [atLeast, atMost];
}

function not({ isWanted }: { readonly isWanted: boolean }): { not?: true } {
  return isWanted ? {} : { not: true };
}
