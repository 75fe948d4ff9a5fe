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
  readonly name: string;
  /** Minor units of the shop's currency for spend, a number of orders, or points. */
  readonly threshold: number;
}

/** A loyalty programme as it holds from an instant on. */
export interface ProgrammeRules {
  readonly isRunning: boolean;
  /** What points are called: "points", "stars". */
  readonly pointsName: string;
  /** The currency that the amounts are in; orders in another one earn nothing. */
  readonly currencyCode: string;
  readonly earning: EarningRules;
  readonly tiers: TierRules;
}
