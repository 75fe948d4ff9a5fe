import type { CompiledAudience } from "../audience/compile.ts";
import type { CompiledDiscount } from "./discount-value.ts";
import type { OfferKind, Surface } from "./offer.ts";
import type { PresentmentAmounts } from "./presentment-amounts.ts";

/**
 * What the pricing module reads from a product: metafield `$app:tandem`.`pricing`.
 *
 * A bundle stands with one of its components only (its anchor): it can apply only when that product
 * is in the cart, so one copy is enough, and a cart of 200 lines does not carry it many times.
 * A quantity break stands with every one of its products, since each counts for itself, and so does a mix
 * and match: those of its products that are in the cart find each other by the offer's id.
 */
export interface PricingDocument {
  readonly v: 1;
  /** Currency of the amounts: the shop's own. */
  readonly currency: string;
  /** What is bought in whole sets: fixed bundles, and buy X get Y. */
  readonly bundles?: readonly CompiledSet[];
  readonly breaks?: readonly CompiledBreak[];
  readonly mixes?: readonly CompiledBreak[];
}

/** Texts by Shopify's language code (EN, PT_BR); the empty key is the default. */
export type LocalisedTitle = Readonly<Record<string, string>>;

interface CompiledOffer {
  readonly id: string;
  readonly title: LocalisedTitle;
  /** First and last date, in the shop's time zone, on which the offer can apply. */
  readonly from?: string;
  readonly until?: string;
  /** Left out for everyone. */
  readonly audience?: CompiledAudience;
}

/** So many units of a product in a set. */
export interface CompiledComponent {
  readonly product: number;
  readonly quantity: number;
  /**
   * Of these units, those that are got: the cheapest ones. Where a component of a set states it, the
   * discount counts such units only; where none does, the whole set.
   */
  readonly get?: number;
  readonly variants?: readonly number[];
}

export interface CompiledSet extends CompiledOffer {
  readonly off: CompiledDiscount;
  readonly components: readonly CompiledComponent[];
  /** Sets that one cart can have; without it, as many as it holds. */
  readonly limit?: number;
  /** Variant under which a set is one line in the cart: see extensions/bundle-lines. */
  readonly line?: number;
  /** In the bundle product's own document: what one of it consists of, as variant and quantity. */
  readonly parts?: readonly (readonly [variant: number, quantity: number])[];
}

/** Tiers by quantity, for the product in whose document it stands; `variants` are those of that product. */
export interface CompiledBreak extends CompiledOffer {
  readonly variants?: readonly number[];
  readonly tiers: readonly { from: number; off: CompiledDiscount }[];
}

/**
 * What the theme block reads from a product: metafield `$app:tandem`.`display`. Prices are not in
 * it: Liquid takes them from the products themselves, so that they are never stale.
 */
export interface DisplayDocument {
  readonly v: 1;
  readonly currency: string;
  /** Best first; the block shows the first one that is available. */
  readonly offers: readonly DisplayedOffer[];
}

export interface DisplayedOffer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly surfaces: readonly Surface[];
  /** Seconds since 1970, for comparison with Liquid's `'now' | date: '%s'`. */
  readonly startsAt?: number;
  readonly endsAt?: number;
  /** Left out for everyone; amounts in hundredths. */
  readonly audience?: CompiledAudience;
  /** By language of the storefront (en, de), and `default`. */
  readonly copy: Readonly<Record<string, { title: string; benefit: string }>>;
  readonly off?: DisplayedDiscount;
  readonly components?: readonly CompiledComponent[];
  readonly variants?: readonly number[];
  readonly tiers?: readonly { from: number; off: DisplayedDiscount }[];
  /** The whole ladder of an upgrade path, lowest first. */
  readonly steps?: readonly DisplayedStep[];
  /** Whether what a customer bought before is left out. */
  readonly hidesBought?: boolean;
  /** Units that a box takes on the page. */
  readonly boxSize?: number;
}

/** A step of an upgrade path; `variants` are left out for all of the product's. */
export interface DisplayedStep {
  readonly product: number;
  readonly variants?: readonly number[];
  /** What it gains, by language of the storefront, and `default`. */
  readonly gain?: Readonly<Record<string, string>>;
  readonly off?: DisplayedDiscount;
}

/** As {@link CompiledDiscount}, but amounts in hundredths of a unit, as Liquid gives every price. */
export type DisplayedDiscount = CompiledDiscount;

/**
 * What the pricing module reads of the shop: metafield `$app:tandem`.`rewards`. Cart rewards hang on no
 * product.
 */
export interface RewardPricing {
  readonly v: 1;
  readonly currency: string;
  readonly rewards: readonly CompiledReward[];
}

export interface CompiledReward extends CompiledOffer {
  readonly steps: readonly CompiledRewardStep[];
}

/** From a value of the cart, in minor units: what is off the order, or gifts, or, with neither, free shipping. */
export interface CompiledRewardStep {
  readonly from: number;
  /** The same value in other currencies of carts. */
  readonly local?: PresentmentAmounts;
  readonly off?: CompiledDiscount;
  readonly gifts?: readonly CompiledComponent[];
}

/** What the theme blocks read of the shop: metafield `$app:tandem`.`reward_display`. */
export interface RewardDisplay {
  readonly v: 1;
  readonly currency: string;
  /** Best first; the first one that is running is shown. */
  readonly offers: readonly DisplayedReward[];
}

export type DisplayedReward = Omit<DisplayedOffer, "steps"> & {
  readonly steps: readonly DisplayedRewardStep[];
};

/** As {@link CompiledRewardStep}, but amounts in hundredths of a unit. */
export type DisplayedRewardStep = CompiledRewardStep;

/** What the shop's active cart rewards come to; a null document is not there. */
export interface RewardDocuments {
  readonly pricing: RewardPricing | null;
  readonly display: RewardDisplay | null;
  /** The products that the display document speaks of, for Liquid to read. */
  readonly gifts: readonly string[];
}

/** What the shop's active offers make of one product; a null document is not there. */
export interface ProductDocuments {
  readonly productId: string;
  readonly pricing: PricingDocument | null;
  readonly display: DisplayDocument | null;
  /** The other products that the display document speaks of, for Liquid to read. */
  readonly companions: readonly string[];
}

/** A Function sees a metafield only up to this size (shopify.dev, Functions, metafield limits). */
export const PRICING_DOCUMENT_LIMIT_BYTES = 10_000;

/** Bytes of a metafield of JSON (shopify.dev, "Metafield limits"). */
export const DISPLAY_DOCUMENT_LIMIT_BYTES = 128 * 1_024;

/**
 * Products that a list of companions or gifts names: a theme's block goes through at most 50 (shopify.dev, Liquid, "for"), and sees
 * nothing of those behind. The metafield itself holds 128.
 */
export const REFERENCE_LIMIT = 50;

/** Variants of a product that a theme's block goes through, for the same reason; the one that the page shows is seen besides. */
export const SHOWN_VARIANTS = 50;

/** Size of a document as it is written. */
export function documentBytes(document: unknown): number {
  return new TextEncoder().encode(JSON.stringify(document)).length;
}
