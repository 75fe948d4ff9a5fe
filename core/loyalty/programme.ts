/** How points come of what was bought. */
export interface EarningRules {
  /** Points for one whole unit of the shop's currency, in hundredths: 150 is one point and a half. */
  readonly hundredthsPerUnit: number;
  /** What becomes of a part of a point; each order is rounded once. */
  readonly rounding: Rounding;
  /** Products that earn nothing; gift cards never do. */
  readonly excludedProductIds: readonly string[];
  /** Days from the order until its points can be used: as long as it may be returned. Bonuses can be used at once, but for a referral's. */
  readonly returnDays: number;
  /** Times in which purchases earn more; where several hold, the one that gives most. */
  readonly campaigns: readonly Campaign[];
}

/** A time in which what is bought earns more points. */
export interface Campaign {
  readonly name: string;
  /** Its first and its last day, YYYY-MM-DD in the shop's time zone. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** How many times points count, in hundredths: 200 doubles them. */
  readonly factor: number;
  /** What it is for; of a collection, its products when the programme was saved. Null for everything. */
  readonly productIds: readonly string[] | null;
  /** The collection that they are of; null for none. */
  readonly collectionId: string | null;
}

/** What earns points beside orders; 0 for what earns nothing. */
export interface BonusRules {
  /** For a new account. */
  readonly signUpPoints: number;
  /** Once a year, for who told their birthday {@link BIRTHDAY_NOTICE_DAYS} days before. */
  readonly birthdayPoints: number;
  /** For a review of something that the customer bought, once for each product. */
  readonly reviewPoints: number;
  /** Most reviews of a customer that earn in 30 days. */
  readonly reviewsPerMonth: number;
  /** Null while nobody is asked to bring friends. */
  readonly referral: ReferralRules | null;
}

/** What there is for bringing a friend who has never bought here. */
export interface ReferralRules {
  /** For who brought them. */
  readonly points: number;
  /** Off the friend's first order: minor units of the shop's currency. */
  readonly friendOffMinor: number;
  /** What that order has to come to, after discounts and refunds, in minor units. */
  readonly minimumMinor: number;
  /** Most friends that a customer earns for in 365 days. */
  readonly friendsPerYear: number;
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
  /** Shown with its name. */
  readonly icon: TierIcon;
  readonly perks: Perks;
}

/** Pictures of tiers; the theme block draws them. */
export const TIER_ICONS = ["star", "heart", "leaf", "medal", "gem", "crown"] as const;
export type TierIcon = (typeof TIER_ICONS)[number];

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
  readonly bonuses: BonusRules;
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
