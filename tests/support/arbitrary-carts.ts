import fc from "fast-check";
import { globalId } from "@tandem/storefront-kit/ids";

import type { CompiledAudience, CompiledCondition } from "../../core/audience/compile.ts";
import type { CompiledDiscount } from "../../core/offers/discount-value.ts";
import type {
  CompiledBreak,
  CompiledReward,
  CompiledRewardStep,
  CompiledSet,
  PricingDocument,
} from "../../core/offers/documents.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";
import type { PricingRequest, SignedInCustomer } from "../../core/pricing/cart-input.ts";

/** Random carts and offers for property tests: small enough for the oracle, mean enough to matter. */

const PRODUCTS = 3;
const VARIANTS = 2;

const variantNumber = (product: number, variant: number) => product * 10 + variant;

const bundleDiscount: fc.Arbitrary<CompiledDiscount> = fc.oneof(
  fc.record({ percent: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ amount: fc.integer({ min: 1, max: 6_000 }) }),
  fc.record({ price: fc.integer({ min: 0, max: 9_000 }) }),
);

const unitDiscount: fc.Arbitrary<CompiledDiscount> = fc.oneof(
  fc.record({ percent: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ amount: fc.integer({ min: 1, max: 2_000 }) }),
  fc.record({ price: fc.integer({ min: 0, max: 4_000 }) }),
);

const schedule = fc.option(
  fc.constantFrom(
    { until: "2026-11-23" },
    { from: "2026-11-25" },
    { from: "2026-11-24", until: "2026-11-24" },
  ),
  { nil: {}, freq: 6 },
);

/** Who an offer is for: each condition holds for some of the buyers below. */
const condition: fc.Arbitrary<CompiledCondition> = fc.oneof(
  fc.constantFrom<CompiledCondition>({ signedIn: true }, { signedIn: true, not: true }),
  fc.constantFrom<CompiledCondition>({ orders: [1] }, { orders: [0, 0] }, { orders: [0, 2] }),
  fc.constantFrom<CompiledCondition>({ spent: [5_000] }, { spent: [0, 4_999] }),
  fc.constantFrom<CompiledCondition>({ tags: ["VIP", "Gold"] }, { tags: ["VIP"], not: true }),
  fc.constantFrom<CompiledCondition>({ tiers: ["gold", "金"] }, { tiers: ["gold"], not: true }),
  fc.constantFrom<CompiledCondition>({ countries: ["FR"] }, { countries: ["DE"], not: true }),
  fc.constantFrom<CompiledCondition>({ languages: ["EN"] }, { languages: ["DE"], not: true }),
  fc.constantFrom<CompiledCondition>({ cart: [1, 9] }, { cart: [2], not: true }),
);

export const arbitraryAudience: fc.Arbitrary<CompiledAudience> = fc
  .tuple(fc.boolean(), fc.array(condition, { minLength: 1, maxLength: 2 }))
  .map(([isAny, of]) => ({ ...(isAny && { any: true }), of }));

const audience = fc.option(fc.record({ audience: arbitraryAudience }), { nil: {}, freq: 3 });

export const arbitraryCustomer: fc.Arbitrary<SignedInCustomer> = fc
  .record({
    orders: fc.nat({ max: 3 }),
    spentMinor: fc.constantFrom(0, 4_999, 5_000, 80_000),
    tags: fc.subarray(["VIP", "Gold"]),
    tierId: fc.constantFrom("", "silver", "gold", "金"),
  })
  .map(({ tierId, ...rest }) => ({ ...rest, ...(tierId && { tierId }) }));

/** When an offer runs, and for whom. */
const terms = fc.tuple(schedule, audience).map(([dates, who]) => ({ ...dates, ...who }));

const variantChoice = (product: number) =>
  fc.option(fc.constantFrom([variantNumber(product, 0)], [variantNumber(product, 1)]), {
    nil: [],
    freq: 3,
  });

const component = fc
  .record({
    product: fc.integer({ min: 1, max: PRODUCTS }),
    quantity: fc.integer({ min: 1, max: 2 }),
  })
  .chain((one) =>
    variantChoice(one.product).map((variants) => ({
      ...one,
      ...(variants.length > 0 && { variants }),
    })),
  );

/** Sets of one unit are the steps of an upgrade path. Of a bundle's components, some become what is got: buy X get Y, on all or on a part of their units. */
const rewards = fc.option(
  fc.record({
    got: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
    limit: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
  }),
  { nil: undefined },
);

const bundle: fc.Arbitrary<Omit<CompiledSet, "id" | "title">> = fc
  .tuple(
    fc.uniqueArray(component, { minLength: 1, maxLength: 3, selector: (one) => one.product }),
    bundleDiscount,
    terms,
    rewards,
  )
  .map(([components, off, dates, reward]) => ({
    off,
    components: components.map((one, index) => {
      const get = Math.min(reward?.got[index] ?? 0, one.quantity);
      return get > 0 ? { ...one, get } : one;
    }),
    ...(reward?.limit && { limit: reward.limit }),
    ...dates,
  }));

const quantityBreak = fc.integer({ min: 1, max: PRODUCTS }).chain((product) =>
  fc.record({
    product: fc.constant(product),
    variants: variantChoice(product),
    tiers: fc.array(fc.record({ from: fc.integer({ min: 1, max: 5 }), off: unitDiscount }), {
      minLength: 1,
      maxLength: 3,
    }),
    dates: terms,
  }),
);

/** Each of its products counts in all variants or in one; the same tiers stand in each document. */
const mix = fc.record({
  members: fc.uniqueArray(
    fc
      .integer({ min: 1, max: PRODUCTS })
      .chain((product) =>
        fc.record({ product: fc.constant(product), variants: variantChoice(product) }),
      ),
    { minLength: 1, maxLength: 3, selector: (one) => one.product },
  ),
  tiers: fc.array(fc.record({ from: fc.integer({ min: 1, max: 6 }), off: unitDiscount }), {
    minLength: 1,
    maxLength: 3,
  }),
  dates: terms,
});

const line = fc.record({
  product: fc.integer({ min: 1, max: PRODUCTS }),
  variant: fc.integer({ min: 0, max: VARIANTS - 1 }),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPriceMinor: fc.integer({ min: 0, max: 5_000 }),
  isGift: fc.option(fc.constant(true), { nil: false, freq: 3 }),
});

const rewardStep: fc.Arbitrary<CompiledRewardStep> = fc
  .record({ from: fc.nat({ max: 20_000 }) })
  .chain(({ from }) =>
    fc.oneof(
      fc.constant({ from }),
      fc.record({
        from: fc.constant(from),
        gifts: fc.array(component, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        from: fc.constant(from),
        off: fc.oneof(
          fc.record({ percent: fc.integer({ min: 1, max: 10_000 }) }),
          fc.record({ amount: fc.integer({ min: 1, max: 9_000 }) }),
        ),
      }),
    ),
  );

const cartReward: fc.Arbitrary<Omit<CompiledReward, "id" | "title">> = fc
  .tuple(fc.array(rewardStep, { minLength: 1, maxLength: 3 }), terms)
  .map(([steps, dates]) => ({ steps, ...dates }));

/**
 * A cart of up to five lines with up to three bundles, two quantity breaks and two mix and matches on its
 * products, and up to two cart rewards; some of its lines ask to be gifts.
 */
export const arbitraryRequest: fc.Arbitrary<PricingRequest> = fc
  .record({
    lines: fc.array(line, { minLength: 2, maxLength: 5 }),
    bundles: fc.array(bundle, { maxLength: 3 }),
    breaks: fc.array(quantityBreak, { maxLength: 2 }),
    mixes: fc.array(mix, { maxLength: 2 }),
    cartRewards: fc.array(cartReward, { maxLength: 2 }),
    customer: fc.option(arbitraryCustomer, { nil: undefined }),
    countryCode: fc.constantFrom("DE", "FR"),
    subscriptionLine: fc.option(fc.nat({ max: 4 }), { nil: -1 }),
    giftCardLine: fc.option(fc.nat({ max: 4 }), { nil: -1, freq: 3 }),
  })
  .map(
    ({
      lines,
      bundles,
      breaks,
      mixes,
      cartRewards,
      subscriptionLine,
      giftCardLine,
      customer,
      countryCode,
    }) => ({
      ...(customer && { customer }),
      countryCode,
      currencyCode: "EUR",
      shopDate: "2026-11-24",
      language: "EN",
      lines: lines.map((one, index) => ({
        id: cartLineId(index),
        productId: globalId("Product", one.product),
        variantId: globalId("ProductVariant", variantNumber(one.product, one.variant)),
        quantity: one.quantity,
        unitPriceMinor: one.unitPriceMinor,
        isGift: one.isGift,
        ...(index === subscriptionLine && { sellingPlanId: globalId("SellingPlan", 1) }),
        ...(index === giftCardLine && { isGiftCard: true }),
      })),
      ...(cartRewards.length > 0 && {
        rewards: {
          v: 1 as const,
          currency: "EUR",
          rewards: cartRewards.map((one, index) => ({
            id: `reward-${index}`,
            title: { "": `Reward ${index}` },
            ...one,
          })),
        },
      }),
      documents: documentsOf(
        bundles.map((one, index) => ({
          id: `bundle-${index}`,
          title: { "": `Bundle ${index}` },
          ...one,
        })),
        breaks.map(({ product, variants, tiers, dates }, index) => ({
          product,
          offer: {
            id: `break-${index}`,
            title: { "": `Break ${index}` },
            tiers,
            ...(variants.length > 0 && { variants }),
            ...dates,
          },
        })),
        mixes.flatMap(({ members, tiers, dates }, index) =>
          members.map(({ product, variants }) => ({
            product,
            offer: {
              id: `mix-${index}`,
              title: { "": `Mix ${index}` },
              tiers,
              ...(variants.length > 0 && { variants }),
              ...dates,
            },
          })),
        ),
      ),
    }),
  );

function documentsOf(
  bundles: readonly CompiledSet[],
  breaks: readonly { product: number; offer: CompiledBreak }[],
  mixes: readonly { product: number; offer: CompiledBreak }[],
): Map<string, PricingDocument> {
  const documents = new Map<string, PricingDocument>();
  for (let product = 1; product <= PRODUCTS; product++) {
    const own = {
      bundles: bundles.filter((one) => one.components[0]?.product === product),
      breaks: breaks.filter((one) => one.product === product).map((one) => one.offer),
      mixes: mixes.filter((one) => one.product === product).map((one) => one.offer),
    };
    documents.set(globalId("Product", product), { v: 1, currency: "EUR", ...own });
  }
  return documents;
}
