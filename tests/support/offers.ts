import { EVERYONE } from "../../core/audience/audience.ts";
import { SURFACES } from "../../core/offers/offer.ts";
import type { AnyOfferContent, DiscountValue, Offer } from "../../core/offers/offer.ts";

const COMMON = {
  audience: EVERYONE,
  translations: {},
  schedule: { startsAt: null, endsAt: null },
  surfaces: ["product" as const],
  priority: 0,
};

const TEN_PERCENT: DiscountValue = { kind: "percentage", basisPoints: 1_000 };

/** A fixed bundle of one of each product. */
export function bundleOf(
  title: string,
  productIds: readonly string[],
  discount: DiscountValue = TEN_PERCENT,
): AnyOfferContent {
  return {
    ...COMMON,
    kind: "fixed-bundle",
    name: title,
    copy: { title, benefit: "" },
    terms: {
      components: productIds.map((productId) => ({ productId, quantity: 1, variantIds: [] })),
      discount,
      oneLineAs: null,
    },
  };
}

/** A quantity break of one product; each tier is a quantity and a percentage. */
export function breakOf(
  title: string,
  productId: string,
  tiers: readonly [quantity: number, percent: number][],
): AnyOfferContent {
  return {
    ...COMMON,
    kind: "quantity-break",
    name: title,
    copy: { title, benefit: "" },
    terms: {
      products: [{ productId, variantIds: [] }],
      tiers: tiers.map(([minimumQuantity, percent]) => ({
        minimumQuantity,
        discount: { kind: "percentage", basisPoints: percent * 100 },
      })),
    },
  };
}

/** A mix and match of these products; each tier is a quantity and a percentage. */
export function mixOf(
  title: string,
  productIds: readonly string[],
  tiers: readonly [quantity: number, percent: number][],
): AnyOfferContent {
  return {
    ...COMMON,
    kind: "mix-and-match",
    name: title,
    copy: { title, benefit: "" },
    terms: {
      collectionId: null,
      products: productIds.map((productId) => ({ productId, variantIds: [] })),
      tiers: tiers.map(([minimumQuantity, percent]) => ({
        minimumQuantity,
        discount: { kind: "percentage", basisPoints: percent * 100 },
      })),
      boxSize: null,
    },
  };
}

/** Who buys one of the first product gets one of the second at half its price. */
export function rewardOf(title: string, bought: string, got: string): AnyOfferContent {
  const one = (productId: string) => ({ productId, quantity: 1, variantIds: [] });
  return {
    ...COMMON,
    kind: "buy-x-get-y",
    name: title,
    copy: { title, benefit: "" },
    terms: {
      buy: [one(bought)],
      get: [one(got)],
      discount: { kind: "percentage", basisPoints: 5_000 },
      maximumSets: null,
    },
  };
}

/** Free shipping, a gift and something off the order, by the cart's value. */
export function cartRewardOf(title: string, gift: string): AnyOfferContent {
  return {
    ...COMMON,
    kind: "cart-reward",
    surfaces: ["cart"],
    name: title,
    copy: { title, benefit: "" },
    terms: {
      steps: [
        { valueMinor: 5_000, reward: { kind: "free-shipping" } },
        {
          valueMinor: 10_000,
          reward: { kind: "gift", gifts: [{ productId: gift, quantity: 1, variantIds: [] }] },
        },
        { valueMinor: 20_000, reward: { kind: "percentage", basisPoints: 500 } },
      ],
    },
  };
}

export function live(content: AnyOfferContent, id: string): Offer {
  return { ...content, id, status: "active", version: 1 };
}

/** A cross-sell: who looks at, or ordered, one of these is shown those. */
export function crossSellOf(
  title: string,
  triggers: readonly string[],
  complements: readonly string[],
): AnyOfferContent {
  return {
    ...COMMON,
    kind: "cross-sell",
    surfaces: SURFACES,
    name: title,
    copy: { title, benefit: "" },
    terms: {
      triggers: triggers.map((productId) => ({ productId })),
      complements: complements.map((productId) => ({ productId, variantIds: [] })),
      hidesBought: false,
      oneClickBasisPoints: 0,
    },
  };
}
