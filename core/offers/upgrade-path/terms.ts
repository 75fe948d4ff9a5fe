import type { CopyLocale } from "../locales.ts";
import type { PresentmentAmounts } from "../presentment-amounts.ts";

/** A ladder of variants or products: who chose one step is offered the next, for the difference in price. */
export interface UpgradePathTerms {
  /** Lowest first. */
  readonly steps: readonly UpgradeStep[];
}

export interface UpgradeStep {
  readonly productId: string;
  /** Empty for every variant of the product. */
  readonly variantIds: readonly string[];
  /** What it gains over the steps below, in a few words ("twice the storage"); empty on the first step. */
  readonly gain: string;
  readonly gainTranslations: Readonly<Partial<Record<CopyLocale, string>>>;
  /** Off the price of each unit of this step, in minor units of the shop's currency; 0 for nothing. */
  readonly discountMinor: number;
  readonly discountPresentment?: PresentmentAmounts;
}
