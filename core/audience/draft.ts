import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import type { Audience, Condition, ConditionKind } from "./audience.ts";

/** A condition as it is typed: every kind in the same fields, so that a form or a row holds any of them. */
export interface ConditionDraft {
  readonly kind: ConditionKind;
  readonly comparison: "is" | "is-not" | "at-least" | "at-most";
  /** A number, an amount, or words with commas in between. */
  readonly value: string;
  readonly productIds: readonly string[];
}

export interface AudienceDraft {
  readonly match: Audience["match"];
  readonly conditions: readonly ConditionDraft[];
}

/** A new condition of a kind. */
export function newCondition(kind: ConditionKind): ConditionDraft {
  const counts = kind === "orders" || kind === "spent";
  return {
    kind,
    comparison: counts ? "at-least" : "is",
    value: counts ? "1" : "",
    productIds: [],
  };
}

/** An audience, to edit it again. */
export function toAudienceDraft(
  { match, conditions }: Audience,
  currencyCode: string,
): AudienceDraft {
  return { match, conditions: conditions.map((one) => toConditionDraft(one, currencyCode)) };
}

function toConditionDraft(condition: Condition, currencyCode: string): ConditionDraft {
  const draft = newCondition(condition.kind);
  switch (condition.kind) {
    case "orders":
      return { ...draft, ...bound(condition.atLeast, condition.atMost, String) };
    case "spent":
      return {
        ...draft,
        ...bound(condition.atLeastMinor, condition.atMostMinor, (minor) =>
          toDecimal(minor, currencyCode),
        ),
      };
    case "signed-in":
      return { ...draft, comparison: isOrNot(condition.isWanted) };
    case "cart":
    case "bought": {
      const { isWanted, productIds } = condition;
      return { ...draft, comparison: isOrNot(isWanted), productIds };
    }
    default:
      return {
        ...draft,
        comparison: isOrNot(condition.isWanted),
        value: wordsOf(condition).join(", "),
      };
  }
}

function wordsOf(condition: Condition & { kind: "tags" | "tiers" | "countries" | "languages" }) {
  if (condition.kind === "tags") return condition.tags;
  if (condition.kind === "tiers") return condition.tierIds;
  return condition.kind === "countries" ? condition.countries : condition.languages;
}

function isOrNot(isWanted: boolean) {
  return isWanted ? ("is" as const) : ("is-not" as const);
}

function bound(atLeast: number, atMost: number | null, write: (number: number) => string) {
  return atMost === null
    ? { comparison: "at-least" as const, value: write(atLeast) }
    : { comparison: "at-most" as const, value: write(atMost) };
}
