import { localDate } from "@tandem/storefront-kit/dates";
import { globalId } from "@tandem/storefront-kit/ids";
import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import { tagsOf } from "../audience/audience.ts";
import { compileAudience } from "../audience/compile.ts";
import { compileReward, displayReward, giftProducts } from "./cart-reward/compile.ts";
import type {
  CompiledReward,
  DisplayedOffer,
  PricingDocument,
  ProductDocuments,
  RewardDocuments,
  RewardPricing,
} from "./documents.ts";
import type { Contribution, OfferHead } from "./kind.ts";
import { compileTerms } from "./kinds.ts";
import type { Offer } from "./offer.ts";

/** Offers that the display document of one product carries: one to show, and two for when it is sold out. */
const DISPLAYED_OFFERS_PER_KIND = 3;

export interface CompileSettings {
  readonly currencyCode: string;
  /** IANA name of the shop's time zone: dates of a schedule are the shop's. */
  readonly timeZone: string;
}

/**
 * Compiles offers into what the storefront and the pricing module read, product by product.
 * @param offers those in force; the caller decides that, with a clock
 * @returns one entry for each product that an offer touches, ordered by product id
 */
export function compileOffers(
  offers: readonly Offer[],
  settings: CompileSettings,
): ProductDocuments[] {
  const inOrder = byPriority(offers);
  const byProduct = new Map<string, { contribution: Contribution; offer: Offer }[]>();
  for (const offer of inOrder) {
    for (const contribution of compileTerms(offer, offerHead(offer, settings))) {
      const list = byProduct.get(contribution.productId) ?? [];
      byProduct.set(contribution.productId, [...list, { contribution, offer }]);
    }
  }
  return [...byProduct.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([productId, entries]) => assemble(productId, entries, settings.currencyCode));
}

/**
 * Compiles what the cart earns by its value, whatever is in it.
 * @param perks what tiers of the loyalty programme give: priced likewise, and shown elsewhere
 */
export function compileRewards(
  offers: readonly Offer[],
  settings: CompileSettings,
  perks: readonly CompiledReward[] = [],
): RewardDocuments {
  const rewards = byPriority(offers).flatMap((offer) =>
    offer.kind === "cart-reward" ? [{ offer, head: offerHead(offer, settings) }] : [],
  );
  const shown = rewards.filter(({ offer }) => offer.surfaces.length > 0);
  const common = { v: 1, currency: settings.currencyCode } as const;
  const gifts = giftProducts(
    shown.flatMap(({ offer }) => offer.terms.steps.map((step) => step.reward)),
  );
  return {
    pricing:
      rewards.length + perks.length === 0
        ? null
        : {
            ...common,
            rewards: [
              ...rewards.map(({ offer, head }) => compileReward(offer.terms, head)),
              ...perks,
            ],
          },
    display:
      shown.length === 0
        ? null
        : { ...common, offers: shown.map(({ offer, head }) => displayReward(offer.terms, head)) },
    gifts: [...new Set(gifts)].toSorted().map((number) => globalId("Product", number)),
  };
}

/** What the pricing module reads of these offers besides their products; nothing without cart rewards. */
export function rewardPricing(
  offers: readonly Offer[],
  settings: CompileSettings,
): { rewards?: RewardPricing } {
  const { pricing } = compileRewards(offers, settings);
  return pricing ? { rewards: pricing } : {};
}

/** What the pricing module reads of these offers, by product id; a product without a price is left out. */
export function compilePrices(
  offers: readonly Offer[],
  settings: CompileSettings,
): Map<string, PricingDocument> {
  return new Map(
    compileOffers(offers, settings).flatMap(({ productId, pricing }) =>
      pricing ? [[productId, pricing] as const] : [],
    ),
  );
}

/** Whether an offer decides the price of products: an upgrade path does only where something comes off a step. */
export function hasPrice(offer: Offer, settings: CompileSettings): boolean {
  return compilePrices([offer], settings).size > 0;
}

/** Whether an offer changes what a cart costs. */
export function changesPrices(offer: Offer, settings: CompileSettings): boolean {
  return offer.kind === "cart-reward" || hasPrice(offer, settings);
}

/** Tags that offers ask about, each once: the Function has to ask Shopify for each of them. */
export function audienceTags(offers: readonly Offer[]): string[] {
  return [...new Set(offers.flatMap((offer) => tagsOf(offer.audience)))].toSorted();
}

function byPriority(offers: readonly Offer[]): Offer[] {
  return offers.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
}

function assemble(
  productId: string,
  entries: readonly { contribution: Contribution; offer: Offer }[],
  currencyCode: string,
): ProductDocuments {
  const byId = <T extends { id: string }>(list: T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const bundles = byId(entries.flatMap(({ contribution }) => contribution.sets ?? []));
  const breaks = byId(entries.flatMap(({ contribution }) => contribution.break ?? []));
  const mixes = byId(entries.flatMap(({ contribution }) => contribution.mix ?? []));
  const pricing: PricingDocument = {
    v: 1,
    currency: currencyCode,
    ...(bundles.length > 0 && { bundles }),
    ...(breaks.length > 0 && { breaks }),
    ...(mixes.length > 0 && { mixes }),
  };
  const shown = firstOfEachKind(
    entries
      .filter(({ offer }) => offer.surfaces.length > 0)
      .map(({ contribution }) => contribution),
  );
  return {
    productId,
    pricing: bundles.length + breaks.length + mixes.length > 0 ? pricing : null,
    display:
      shown.length > 0
        ? { v: 1, currency: currencyCode, offers: shown.map(({ display }) => display) }
        : null,
    companions: [...new Set(shown.flatMap(({ companions }) => companions))].toSorted(),
  };
}

function firstOfEachKind(contributions: readonly Contribution[]): Contribution[] {
  const count = new Map<DisplayedOffer["kind"], number>();
  return contributions.filter(({ display: { kind } }) => {
    count.set(kind, (count.get(kind) ?? 0) + 1);
    return count.get(kind)! <= DISPLAYED_OFFERS_PER_KIND;
  });
}

function offerHead(offer: Offer, { currencyCode, timeZone }: CompileSettings): OfferHead {
  const { startsAt, endsAt } = offer.schedule;
  const translations = Object.entries(offer.translations);
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  return {
    currencyCode,
    pricing: {
      id: offer.id,
      title: {
        "": offer.copy.title,
        ...Object.fromEntries(
          translations.map(([locale, copy]) => [locale.toUpperCase(), copy.title]),
        ),
      },
      ...(startsAt !== null && { from: localDate(startsAt, timeZone) }),
      ...(endsAt !== null && { until: localDate(endsAt, timeZone) }),
      ...compileAudience(
        offer.audience,
        (minor) => minor,
        (locale) => locale.toUpperCase(),
      ),
    },
    display: {
      id: offer.id,
      kind: offer.kind,
      surfaces: offer.surfaces,
      copy: { default: offer.copy, ...Object.fromEntries(translations) },
      ...(startsAt !== null && { startsAt: seconds(startsAt) }),
      ...(endsAt !== null && { endsAt: seconds(endsAt) }),
      ...compileAudience(
        offer.audience,
        (minor) => hundredthsOf(minor, currencyCode),
        (locale) => locale,
      ),
    },
  };
}
