import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import type { DisplayedDiscount } from "../offers/documents.ts";
import type { ProgrammeRules, TierIcon, TierLevel } from "./programme.ts";
import type { TierStanding } from "./tiers.ts";

/** What the theme blocks read of a customer: metafield `$app:tandem`.`loyalty`. Only the app can write it. */
export interface MemberDocument {
  readonly v: 1;
  readonly available: number;
  readonly pending: number;
  /** The tier's name; left out below the first. */
  readonly tier?: string;
  /** Its id: what the pricing module and audiences ask for. */
  readonly tierId?: string;
  /** What counts for tiers now: hundredths of the currency, orders or points. */
  readonly counted: number;
  /** The tier above. */
  readonly next?: { readonly name: string; readonly from: number; readonly missing: number };
}

/** What the theme blocks read of the shop: metafield `$app:tandem`.`loyalty`. */
export interface ProgrammeDocument {
  readonly v: 1;
  readonly currency: string;
  readonly pointsName: string;
  /** So many points for this amount, in hundredths of the currency: whole numbers both. */
  readonly earn: { readonly points: number; readonly amount: number };
  readonly measure: ProgrammeRules["tiers"]["measure"];
  readonly tiers: readonly TierDocument[];
  /** What earns beside orders, in points; left out for what does not. */
  readonly bonuses: {
    readonly signUp?: number;
    readonly birthday?: number;
    readonly review?: number;
    /** For a friend, whose first order is so much cheaper from a minimum on: hundredths of the currency. */
    readonly friend?: { readonly points: number; readonly off: number; readonly from: number };
  };
  /** All of them, soonest first; which of them holds is for the page to see by its own clock. */
  readonly campaigns: readonly CampaignDocument[];
  /** What points buy: so many are worth this amount, in hundredths of the currency. */
  readonly redeem?: { readonly points: number; readonly amount: number; readonly from: number };
}

/** A campaign; its days are those of the shop's time zone. */
export interface CampaignDocument {
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** So many times points count, in hundredths. */
  readonly factor: number;
  /** Whether it is for some products only. */
  readonly isForSome?: true;
}

/** A tier, with what it gives: a percentage off, how many times points count in hundredths, an amount of credit in hundredths. */
export interface TierDocument {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly icon: TierIcon;
  readonly off?: DisplayedDiscount;
  readonly freeShipping?: true;
  readonly factor?: number;
  readonly credit?: number;
}

const countIn =
  ({ tiers, currencyCode }: ProgrammeRules) =>
  (value: number) =>
    tiers.measure === "spend" ? hundredthsOf(value, currencyCode) : value;

/** Where a customer stands, for their own pages. */
export function memberDocument(
  balance: { readonly available: number; readonly pending: number },
  { level, counted, next }: TierStanding,
  rules: ProgrammeRules,
): MemberDocument {
  const shown = countIn(rules);
  return {
    v: 1,
    available: balance.available,
    pending: balance.pending,
    ...(level && { tier: level.name, tierId: level.id }),
    counted: shown(counted),
    ...(next && {
      next: {
        name: next.level.name,
        from: shown(next.level.threshold),
        missing: shown(next.missing),
      },
    }),
  };
}

/** The smallest amount that earns whole points, and more than one: it is read as "10 points for every 10 €". */
function earnWords(hundredthsPerUnit: number): ProgrammeDocument["earn"] {
  const units = [1, 10, 100].find(
    (one) => (hundredthsPerUnit * one) % 100 === 0 && hundredthsPerUnit * one > 100,
  );
  const amount = (units ?? 1_000) * 100;
  return { points: (hundredthsPerUnit * amount) / 10_000, amount };
}

/** How the programme works, for everyone to read; null while it is not running. */
export function programmeDocument(rules: ProgrammeRules | undefined): ProgrammeDocument | null {
  if (!rules?.isRunning) return null;
  const { hundredthsPerUnit } = rules.earning;
  return {
    v: 1,
    currency: rules.currencyCode,
    pointsName: rules.pointsName,
    earn: earnWords(hundredthsPerUnit),
    measure: rules.tiers.measure,
    tiers: rules.tiers.levels.map(({ id, name, threshold, icon, perks }: TierLevel) => ({
      id,
      name,
      icon,
      from: countIn(rules)(threshold),
      ...(perks.discountBasisPoints > 0 && {
        off: { percent: perks.discountBasisPoints },
      }),
      ...(perks.hasFreeShipping && { freeShipping: true as const }),
      ...(perks.pointsFactor > 100 && { factor: perks.pointsFactor }),
      ...(perks.creditMinor > 0 && { credit: hundredthsOf(perks.creditMinor, rules.currencyCode) }),
    })),
    bonuses: bonusWords(rules),
    campaigns: rules.earning.campaigns
      .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
      .map(({ name, startsOn, endsOn, factor, productIds }) => ({
        name,
        startsOn,
        endsOn,
        factor,
        ...(productIds && { isForSome: true as const }),
      })),
    ...(rules.redeeming && {
      redeem: {
        points: rules.redeeming.pointsPerUnit,
        amount: 100,
        from: rules.redeeming.minimumPoints,
      },
    }),
  };
}

function bonusWords({ bonuses, currencyCode }: ProgrammeRules): ProgrammeDocument["bonuses"] {
  const { signUpPoints, birthdayPoints, reviewPoints, referral } = bonuses;
  return {
    ...(signUpPoints > 0 && { signUp: signUpPoints }),
    ...(birthdayPoints > 0 && { birthday: birthdayPoints }),
    ...(reviewPoints > 0 && { review: reviewPoints }),
    ...(referral && {
      friend: {
        points: referral.points,
        off: hundredthsOf(referral.friendOffMinor, currencyCode),
        from: hundredthsOf(referral.minimumMinor, currencyCode),
      },
    }),
  };
}
