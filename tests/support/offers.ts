import type { AnyOfferContent, DiscountValue, Offer } from "../../core/offers/offer.ts";

const COMMON = {
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

export function live(content: AnyOfferContent, id: string): Offer {
  return { ...content, id, status: "active", version: 1 };
}
