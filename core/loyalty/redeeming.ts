import { currencyExponent } from "@tandem/storefront-kit/money/currency";

import { givesMoney } from "./gives-money.ts";
import type { ProgrammeRules, RedeemingWay } from "./programme.ts";

/** Why points are not turned into money. */
export type RedemptionRefusal = "not-offered" | "not-a-number" | "too-few" | "too-many";

/** What points are worth, rounded down: minor units of the programme's currency; 0 while they buy nothing. */
export function worthOfPoints(
  points: number,
  { redeeming, currencyCode }: Pick<ProgrammeRules, "redeeming" | "currencyCode">,
): number {
  if (!redeeming || points <= 0) return 0;
  return Math.floor((points * 10 ** currencyExponent(currencyCode)) / redeeming.pointsPerUnit);
}

/**
 * Whether a customer can turn so many points into money that way.
 * @param available what they can use
 * @param shopCurrency ISO 4217 code that the shop has by now
 * @returns minor units that they get, or why not
 */
export function checkRedemption(
  points: number,
  way: RedeemingWay,
  available: number,
  rules: ProgrammeRules,
  shopCurrency: string,
): number | RedemptionRefusal {
  const { redeeming } = rules;
  if (!givesMoney(rules, shopCurrency) || !redeeming?.ways.includes(way)) return "not-offered";
  if (!Number.isSafeInteger(points) || points <= 0) return "not-a-number";
  if (points > available) return "too-many";
  const worth = worthOfPoints(points, rules);
  return points < redeeming.minimumPoints || worth === 0 ? "too-few" : worth;
}

/**
 * The discount code of a redemption: the same one each time, so that a second try finds the first.
 * @param redemptionId a UUID
 */
export function codeOf(redemptionId: string): string {
  return `PTS-${redemptionId.replaceAll("-", "").slice(0, 12).toUpperCase()}`;
}
