import type { ProgrammeRules } from "./programme.ts";

/** Why a review earns nothing. */
export type ReviewRefusal = "not-offered" | "not-bought" | "known" | "too-many";

/**
 * Whether a review earns points; what it says is of no account.
 * @param inMonth reviews of the customer that earned in the 30 days before
 * @returns null where it does
 */
export function judgeReview(
  rules: ProgrammeRules | null,
  {
    hasBought,
    isKnown,
    inMonth,
  }: { readonly hasBought: boolean; readonly isKnown: boolean; readonly inMonth: number },
): ReviewRefusal | null {
  if (!rules?.isRunning || rules.bonuses.reviewPoints === 0) return "not-offered";
  if (isKnown) return "known";
  if (!hasBought) return "not-bought";
  return inMonth >= rules.bonuses.reviewsPerMonth ? "too-many" : null;
}
