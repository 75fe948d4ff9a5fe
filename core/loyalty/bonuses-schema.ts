import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../money/largest-amount.ts";
import type { BonusRules } from "./programme.ts";
import { wholeNumber } from "./whole-number.ts";

const MAX_BONUS_POINTS = 1_000_000;

/** What earns beside orders, as a form holds it: numbers as typed, 0 for what earns nothing. */
export interface BonusesDraft {
  readonly signUpPoints: string;
  readonly birthdayPoints: string;
  readonly reviewPoints: string;
  readonly reviewsPerMonth: string;
  readonly hasReferral: boolean;
  readonly referral: {
    readonly points: string;
    readonly friendOff: string;
    readonly minimum: string;
    readonly friendsPerYear: string;
  };
}

/** Where a merchant begins: nothing but orders earns. */
export function emptyBonuses(): BonusesDraft {
  return {
    signUpPoints: "0",
    birthdayPoints: "0",
    reviewPoints: "0",
    reviewsPerMonth: "5",
    hasReferral: false,
    referral: { points: "500", friendOff: "5", minimum: "30", friendsPerYear: "20" },
  };
}

/** Bonuses, to edit them again. */
export function toBonusesDraft(bonuses: BonusRules, currencyCode: string): BonusesDraft {
  const { referral } = bonuses;
  return {
    signUpPoints: String(bonuses.signUpPoints),
    birthdayPoints: String(bonuses.birthdayPoints),
    reviewPoints: String(bonuses.reviewPoints),
    reviewsPerMonth: String(bonuses.reviewsPerMonth),
    hasReferral: referral !== null,
    referral: referral
      ? {
          points: String(referral.points),
          friendOff: toDecimal(referral.friendOffMinor, currencyCode),
          minimum: toDecimal(referral.minimumMinor, currencyCode),
          friendsPerYear: String(referral.friendsPerYear),
        }
      : emptyBonuses().referral,
  };
}

const pointsSchema = (least: number) => wholeNumber(least, MAX_BONUS_POINTS, "points");

/** Parses what earns beside orders. What is asked of a referral is only looked at where there are referrals. */
export function bonusesSchema(currencyCode: string) {
  const exponent = currencyExponent(currencyCode);
  const amount = z.string().transform((text, context) => {
    const minor = parseDecimal(text, exponent);
    if (minor !== null && minor > 0 && minor <= MAX_AMOUNT_MINOR) return minor;
    const message = `Enter an amount in ${currencyCode}, more than zero, with at most ${exponent} decimals.`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
  const referralSchema = z
    .object({
      points: pointsSchema(1),
      friendOff: amount,
      minimum: amount,
      friendsPerYear: wholeNumber(1, 1_000, "friends"),
    })
    .transform(({ friendOff, minimum, ...rest }) => ({
      ...rest,
      friendOffMinor: friendOff,
      minimumMinor: minimum,
    }));
  return z
    .object({
      signUpPoints: pointsSchema(0),
      birthdayPoints: pointsSchema(0),
      reviewPoints: pointsSchema(0),
      reviewsPerMonth: wholeNumber(1, 100, "reviews"),
      hasReferral: z.boolean(),
      referral: z.unknown(),
    })
    .transform(({ hasReferral, referral, ...rest }, context): BonusRules => {
      if (!hasReferral) return { ...rest, referral: null };
      const read = referralSchema.safeParse(referral);
      if (read.success) return { ...rest, referral: read.data };
      for (const { path, message } of read.error.issues)
        context.addIssue({ code: "custom", path: ["referral", ...path], message });
      return z.NEVER;
    });
}
