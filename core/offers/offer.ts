import type { Audience } from "../audience/audience.ts";
import type { BuyXGetYTerms } from "./buy-x-get-y/terms.ts";
import type { CartRewardTerms } from "./cart-reward/terms.ts";
import type { ComplementsTerms } from "./complements/terms.ts";
import type { FixedBundleTerms } from "./fixed-bundle/terms.ts";
import type { MixAndMatchTerms } from "./mix-and-match/terms.ts";
import type { CopyLocale } from "./locales.ts";
import type { PresentmentAmounts } from "./presentment-amounts.ts";
import type { QuantityBreakTerms } from "./quantity-break/terms.ts";
import type { UpgradePathTerms } from "./upgrade-path/terms.ts";

export const OFFER_STATUSES = ["draft", "active", "paused", "archived"] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** Where an offer can appear. */
export const SURFACES = [
  "product",
  "cart",
  "post-purchase",
  "thank-you",
  "order-status",
  "confirmation-email",
  "follow-up-email",
] as const;
export type Surface = (typeof SURFACES)[number];

/** What the shopper reads. The title is also the discount's name in the cart and on the order. */
export interface OfferCopy {
  readonly title: string;
  readonly benefit: string;
}

/** Instants in ISO 8601; null for no bound. */
export interface Schedule {
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/**
 * How a discount is stated. Percentages are basis points, amounts minor units of the shop's currency. Where
 * nothing is stated for another currency, checkout converts the amount by Shopify's rate.
 */
export type DiscountValue =
  | { readonly kind: "percentage"; readonly basisPoints: number }
  | {
      readonly kind: "amount-off";
      readonly amountMinor: number;
      readonly presentment?: PresentmentAmounts;
    }
  | {
      readonly kind: "fixed-price";
      readonly priceMinor: number;
      readonly presentment?: PresentmentAmounts;
    };

/** What an offer of each kind consists of. A new kind adds its terms here and its folder beside. */
export interface TermsByKind {
  "fixed-bundle": FixedBundleTerms;
  "quantity-break": QuantityBreakTerms;
  "mix-and-match": MixAndMatchTerms;
  "buy-x-get-y": BuyXGetYTerms;
  "cross-sell": ComplementsTerms;
  "add-on": ComplementsTerms;
  "upgrade-path": UpgradePathTerms;
  "cart-reward": CartRewardTerms;
}
export type OfferKind = keyof TermsByKind;

/** What the merchant writes in the editor. */
export interface OfferContent<K extends OfferKind = OfferKind> {
  readonly kind: K;
  /** For the merchant's own eyes. */
  readonly name: string;
  readonly copy: OfferCopy;
  readonly translations: Readonly<Partial<Record<CopyLocale, OfferCopy>>>;
  readonly schedule: Schedule;
  readonly surfaces: readonly Surface[];
  /** Who sees it, and has its price. */
  readonly audience: Audience;
  /** Higher is shown first. It never decides a price: the best price does. */
  readonly priority: number;
  readonly terms: TermsByKind[K];
}

/** Distributes over the kinds, so that checking `kind` narrows `terms`. */
export type AnyOfferContent = { [K in OfferKind]: OfferContent<K> }[OfferKind];

export type Offer = AnyOfferContent & {
  readonly id: string;
  readonly status: OfferStatus;
  /** Counts up with each save; an edit states the version that it began from. */
  readonly version: number;
};

/** Whether an offer is in force: switched on, and `now` (ISO 8601) within its schedule. */
export function isInForce(offer: Offer, now: string): boolean {
  if (offer.status !== "active") return false;
  const at = Date.parse(now);
  const { startsAt, endsAt } = offer.schedule;
  if (startsAt !== null && at < Date.parse(startsAt)) return false;
  return endsAt === null || at < Date.parse(endsAt);
}

/** The next instant (ISO 8601) after `now` at which an active offer starts or ends; null if none does. */
export function nextScheduleChange(offers: readonly Offer[], now: string): string | null {
  const at = Date.parse(now);
  const upcoming = offers
    .filter((offer) => offer.status === "active")
    .flatMap((offer) => [offer.schedule.startsAt, offer.schedule.endsAt])
    .filter((instant) => instant !== null)
    .map((instant) => Date.parse(instant))
    .filter((instant) => instant > at);
  return upcoming.length === 0 ? null : new Date(Math.min(...upcoming)).toISOString();
}
