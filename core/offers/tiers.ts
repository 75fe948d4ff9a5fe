import { formatMoney } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { eligibleVariants } from "../catalog/product.ts";
import type { ColumnsOf } from "./draft-columns.ts";
import type { DiscountDraft } from "./discount-value.ts";
import {
  compileDiscount,
  DISCOUNT_COLUMNS,
  discountSchema,
  toDiscountDraft,
} from "./discount-value.ts";
import type { CompiledDiscount } from "./discount-value.ts";
import type { OfferIssue } from "./issue.ts";
import { error, warning } from "./issue.ts";
import { displayDiscount } from "./kind.ts";
import type { ReviewContext } from "./kind.ts";
import type { DiscountValue } from "./offer.ts";
import { quantitySchema } from "./quantities.ts";

/** From this many units, each unit is on these terms. */
export interface Tier {
  readonly minimumQuantity: number;
  /** Off, or in place of, the price of one unit. */
  readonly discount: DiscountValue;
}

/** A tier as it is typed. */
export interface TierDraft {
  readonly minimumQuantity: string;
  readonly discount: DiscountDraft;
}

/** The columns of a tier. */
export const TIER_COLUMNS: ColumnsOf<TierDraft> = {
  minimumQuantity: "cell",
  discount: DISCOUNT_COLUMNS,
};

const MAX_TIERS = 8;

/** Parses tiers, with numbers as typed: each starts at a higher quantity than the one before. */
export function tiersSchema(currencyCode: string) {
  return z
    .array(z.object({ minimumQuantity: quantitySchema(2), discount: discountSchema(currencyCode) }))
    .min(1, "Add at least one tier.")
    .max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers.`)
    .superRefine((tiers, context) => {
      tiers.forEach(({ minimumQuantity }, index) => {
        const previous = tiers[index - 1];
        if (previous && minimumQuantity <= previous.minimumQuantity) {
          context.addIssue({
            code: "custom",
            path: [index, "minimumQuantity"],
            message: "Each tier starts at a higher quantity than the one before.",
          });
        }
      });
    });
}

/** Tiers, to edit them again. */
export function toTierDrafts(tiers: readonly Tier[], currencyCode: string): TierDraft[] {
  return tiers.map((tier) => ({
    minimumQuantity: String(tier.minimumQuantity),
    discount: toDiscountDraft(tier.discount, currencyCode),
  }));
}

type CompiledTiers = { from: number; off: CompiledDiscount }[];

/** Tiers as the pricing documents hold them. */
export function compileTiers(tiers: readonly Tier[]): CompiledTiers {
  return tiers.map((tier) => ({
    from: tier.minimumQuantity,
    off: compileDiscount(tier.discount),
  }));
}

/** Tiers as the display documents hold them, amounts in hundredths. */
export function displayTiers(tiers: readonly Tier[], currencyCode: string): CompiledTiers {
  return tiers.map((tier) => ({
    from: tier.minimumQuantity,
    off: displayDiscount(tier.discount, currencyCode),
  }));
}

/** Products without the chosen variants, and tiers that save nothing, give away, or save less than the one before. */
export function reviewTiers(
  terms: {
    readonly products: readonly { productId: string; variantIds: readonly string[] }[];
    readonly tiers: readonly Tier[];
  },
  { products, currencyCode }: ReviewContext,
): OfferIssue[] {
  const issues: OfferIssue[] = [];
  const prices: number[] = [];
  terms.products.forEach(({ productId, variantIds }, index) => {
    const product = products.get(productId);
    if (!product) return;
    const variants = eligibleVariants(product, variantIds);
    if (variants.length === 0) {
      issues.push(
        error(
          `terms.products.${index}.productId`,
          `${product.title} has none of the chosen variants any more. Choose others.`,
        ),
      );
    }
    prices.push(...variants.map((variant) => variant.priceMinor));
  });
  if (prices.length === 0) return issues;
  const lowest = Math.min(...prices);
  const highest = Math.max(...prices);
  let previous = 0;
  terms.tiers.forEach(({ discount }, index) => {
    const field = `terms.tiers.${index}.discount.value`;
    if (discount.kind === "fixed-price" && discount.priceMinor >= highest) {
      issues.push(
        error(
          field,
          `The price of one must be below ${formatMoney(highest, currencyCode, "en")}, what it costs alone.`,
        ),
      );
    }
    if (discount.kind === "amount-off" && discount.amountMinor >= lowest) {
      issues.push(
        error(
          field,
          `One costs as little as ${formatMoney(lowest, currencyCode, "en")}, so this would give it away. Take less off.`,
        ),
      );
    }
    const saving = savingAt(highest, discount);
    if (index > 0 && saving <= previous) {
      issues.push(warning(field, "This tier saves no more than the one before it."));
    }
    previous = Math.max(previous, saving);
  });
  return issues;
}

/** Rough saving on one unit, to compare tiers with each other; the pricing module decides the real one. */
function savingAt(priceMinor: number, discount: DiscountValue): number {
  if (discount.kind === "percentage") return (priceMinor * discount.basisPoints) / 10_000;
  return discount.kind === "amount-off" ? discount.amountMinor : priceMinor - discount.priceMinor;
}
