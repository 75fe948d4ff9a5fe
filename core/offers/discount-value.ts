import { z } from "zod";

import { MAX_AMOUNT_MINOR, formatDecimal, parseDecimal, toDecimal } from "../money/decimal.ts";
import { parsePercentage } from "../money/percentage.ts";
import { currencyExponent } from "../money/currency.ts";
import type { DiscountValue } from "./offer.ts";

/** A discount as it is typed: a kind and a number in the words of a form. */
export interface DiscountDraft {
  readonly kind: DiscountValue["kind"];
  readonly value: string;
}

/** Parses a {@link DiscountDraft} in the shop's currency. */
export function discountSchema(currencyCode: string) {
  return z
    .object({
      kind: z.enum(["percentage", "amount-off", "fixed-price"], {
        error: "Choose percentage, amount off or fixed price.",
      }),
      value: z.string(),
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
      if (draft.kind === "fixed-price") return { kind: "fixed-price", priceMinor: amount };
      if (amount === 0) return refuse("Enter how much is taken off; it must be more than zero.");
      return { kind: "amount-off", amountMinor: amount };
    });
}

/** The form's words for a discount, to edit it again. */
export function toDiscountDraft(discount: DiscountValue, currencyCode: string): DiscountDraft {
  if (discount.kind === "percentage") {
    const text = formatDecimal(discount.basisPoints, 2).replace(/\.?0+$/, "");
    return { kind: discount.kind, value: text };
  }
  const minor = discount.kind === "amount-off" ? discount.amountMinor : discount.priceMinor;
  return { kind: discount.kind, value: toDecimal(minor, currencyCode) };
}

/** A discount as the pricing documents hold it; `extensions/pricing/assembly/offers.ts` reads it. */
export type CompiledDiscount = { percent: number } | { amount: number } | { price: number };

export function compileDiscount(discount: DiscountValue): CompiledDiscount {
  if (discount.kind === "percentage") return { percent: discount.basisPoints };
  if (discount.kind === "amount-off") return { amount: discount.amountMinor };
  return { price: discount.priceMinor };
}
