import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { formatDecimal, parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../money/largest-amount.ts";
import { parsePercentage } from "../money/percentage.ts";
import type { ColumnsOf } from "./draft-columns.ts";
import type { DiscountValue } from "./offer.ts";
import {
  compilePresentment,
  presentmentSchema,
  toPresentmentDraft,
} from "./presentment-amounts.ts";
import type { PresentmentAmounts, PresentmentDraft } from "./presentment-amounts.ts";

/** A discount as it is typed: a kind and a number in the words of a form. */
export interface DiscountDraft {
  readonly kind: DiscountValue["kind"];
  readonly value: string;
  /** An amount in other currencies; left out for none, and of no account to a percentage. */
  readonly presentment?: PresentmentDraft;
}

/** The columns of a discount. */
export const DISCOUNT_COLUMNS: ColumnsOf<DiscountDraft> = {
  kind: "cell",
  value: "cell",
  presentment: "by currency",
};

const NOTHING_OFF = "Enter how much is taken off; it must be more than zero.";

/** Parses a {@link DiscountDraft} in the shop's currency. */
export function discountSchema(currencyCode: string) {
  return z
    .object({
      kind: z.enum(["percentage", "amount-off", "fixed-price"], {
        error: "Choose percentage, amount off or fixed price.",
      }),
      value: z.string(),
      presentment: presentmentSchema(0),
    })
    .transform((draft, context): DiscountValue => {
      const refuse = (message: string): never => {
        context.addIssue({ code: "custom", path: ["value"], message });
        return z.NEVER;
      };
      if (draft.kind === "percentage") {
        const basisPoints = parsePercentage(draft.value);
        if (basisPoints === null) {
          return refuse("Enter a percentage between 0.01 and 100, with at most two decimals.");
        }
        return { kind: "percentage", basisPoints };
      }
      const exponent = currencyExponent(currencyCode);
      const amount = parseDecimal(draft.value, exponent);
      if (amount === null || amount > MAX_AMOUNT_MINOR) {
        return refuse(
          `Enter an amount in ${currencyCode} with at most ${exponent} decimals, up to ${toDecimal(MAX_AMOUNT_MINOR, currencyCode)}.`,
        );
      }
      const stated = Object.entries(draft.presentment);
      const presentment = stated.length > 0 && { presentment: draft.presentment };
      if (draft.kind === "fixed-price")
        return { kind: "fixed-price", priceMinor: amount, ...presentment };
      if (amount === 0) return refuse(NOTHING_OFF);
      const nothing = stated.find(([, minor]) => minor === 0);
      if (nothing) {
        context.addIssue({
          code: "custom",
          path: ["presentment", nothing[0]],
          message: NOTHING_OFF,
        });
        return z.NEVER;
      }
      return { kind: "amount-off", amountMinor: amount, ...presentment };
    });
}

/** The form's words for a discount, to edit it again. */
export function toDiscountDraft(discount: DiscountValue, currencyCode: string): DiscountDraft {
  if (discount.kind === "percentage") {
    const text = formatDecimal(discount.basisPoints, 2).replace(/\.?0+$/, "");
    return { kind: discount.kind, value: text };
  }
  const minor = discount.kind === "amount-off" ? discount.amountMinor : discount.priceMinor;
  return {
    kind: discount.kind,
    value: toDecimal(minor, currencyCode),
    ...(discount.presentment && { presentment: toPresentmentDraft(discount.presentment) }),
  };
}

/** A discount as the pricing documents hold it; `extensions/pricing/assembly/offers.ts` reads it. */
export type CompiledDiscount =
  | { percent: number }
  | { amount: number; local?: PresentmentAmounts }
  | { price: number; local?: PresentmentAmounts };

export function compileDiscount(discount: DiscountValue): CompiledDiscount {
  if (discount.kind === "percentage") return { percent: discount.basisPoints };
  const local = compilePresentment(discount.presentment);
  if (discount.kind === "amount-off") return { amount: discount.amountMinor, ...local };
  return { price: discount.priceMinor, ...local };
}
