/** How points come of what was bought. */
export interface EarningRules {
  /** Points for one whole unit of the shop's currency, in hundredths: 150 is one point and a half. */
  readonly hundredthsPerUnit: number;
  /** What becomes of a part of a point; each order is rounded once. */
  readonly rounding: Rounding;
  /** Products that earn nothing; gift cards never do. */
  readonly excludedProductIds: readonly string[];
  /** Days from the order until its points can be used: as long as it may be returned. */
  readonly returnDays: number;
}

export const ROUNDINGS = ["down", "nearest", "up"] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** What a tier is reached by. */
export const MEASURES = ["spend", "orders", "points"] as const;
export type Measure = (typeof MEASURES)[number];

/** Over which time it is counted. */
export const WINDOWS = ["rolling-year", "calendar-year"] as const;
export type TierWindow = (typeof WINDOWS)[number];

export interface TierRules {
  readonly measure: Measure;
  readonly window: TierWindow;
  /** Days for which a tier is kept beyond its window. */
  readonly graceDays: number;
  /** Lowest first. */
  readonly levels: readonly TierLevel[];
}

export interface TierLevel {
  /** Stays when the tier is renamed: offers and customers' metafields name it. */
  readonly id: string;
  readonly name: string;
  /** Minor units of the shop's currency for spend, a number of orders, or points. */
  readonly threshold: number;
  readonly perks: Perks;
}

/** What a tier gives to those who have it. */
export interface Perks {
  /** Off what offers leave of an order: 1,000 is 10 %; 0 for nothing. */
  readonly discountBasisPoints: number;
  readonly hasFreeShipping: boolean;
  /** Points of an order count so many times, in hundredths: 100 as they are. */
  readonly pointsFactor: number;
  /** Store credit when the tier is reached, once for each year: minor units of the shop's currency; 0 for none. */
  readonly creditMinor: number;
}

/** How points are turned into money. */
export interface RedeemingRules {
  /** Points for one whole unit of the shop's currency. */
  readonly pointsPerUnit: number;
  /** Fewer are not turned into money. */
  readonly minimumPoints: number;
  /** What they become: a discount code that works once, or store credit. */
  readonly ways: readonly RedeemingWay[];
}

export const REDEEMING_WAYS = ["code", "store-credit"] as const;
export type RedeemingWay = (typeof REDEEMING_WAYS)[number];

/** A loyalty programme as it holds from an instant on. */
export interface ProgrammeRules {
  readonly isRunning: boolean;
  /** What points are called: "points", "stars". */
  readonly pointsName: string;
  /** The currency that the amounts are in; orders in another one earn nothing. */
  readonly currencyCode: string;
  readonly earning: EarningRules;
  readonly tiers: TierRules;
  /** Null while points buy nothing. */
  readonly redeeming: RedeemingRules | null;
  /** Days from when points can be used until they expire, the oldest first; 0 for never. */
  readonly expiryDays: number;
  /** Day (YYYY-MM-DD, in the shop's time zone) from which orders of before the programme earn as well; null for none. */
  readonly earnsSince: string | null;
  /** What stands before the tier's name in the tag that a customer of it has in Shopify; null for no tags. */
  readonly tagPrefix: string | null;
}

/** Rules with the instant (ISO 8601) from which on they hold. */
export interface ProgrammeVersion {
  readonly version: number;
  readonly startsAt: string;
  readonly rules: ProgrammeRules;
}
