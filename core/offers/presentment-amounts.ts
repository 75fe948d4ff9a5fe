import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../money/largest-amount.ts";

/**
 * What stands in place of an amount of the shop's currency where a shopper pays in another one: by ISO 4217
 * code, in minor units of that currency.
 */
export type PresentmentAmounts = Readonly<Record<string, number>>;

/** The same as typed; an empty text states nothing. */
export type PresentmentDraft = Readonly<Record<string, string>>;

/**
 * Parses {@link PresentmentDraft}.
 * @param least in minor units: 0, or 1 where nothing would make no sense
 */
export function presentmentSchema(least: 0 | 1) {
  return z
    .record(z.string().regex(/^[A-Z]{3}$/, "Name a currency by three letters, as EUR."), z.string())
    .default({})
    .transform((draft, context): PresentmentAmounts => {
      const amounts = new Map<string, number>();
      for (const [code, text] of Object.entries(draft)) {
        if (text.trim() === "") continue;
        const exponent = currencyExponent(code);
        // Liquid counts in hundredths: it could not say a third decimal.
        const decimals = Math.min(exponent, 2);
        const parsed = parseDecimal(text, decimals);
        const minor = parsed === null ? null : parsed * 10 ** (exponent - decimals);
        if (minor !== null && minor >= least && minor <= MAX_AMOUNT_MINOR) amounts.set(code, minor);
        else
          context.addIssue({
            code: "custom",
            path: [code],
            message: `Enter an amount in ${code} with at most ${decimals} decimals, up to ${toDecimal(MAX_AMOUNT_MINOR, code)}, or nothing.`,
          });
      }
      return Object.fromEntries(amounts);
    });
}

/** Amounts, to edit them again. */
export function toPresentmentDraft(amounts: PresentmentAmounts = {}): PresentmentDraft {
  return Object.fromEntries(
    Object.entries(amounts).map(([code, minor]) => [code, toDecimal(minor, code)]),
  );
}

/** Amounts as a document of the pricing module holds them, if there are any. */
export function compilePresentment(amounts: PresentmentAmounts = {}): {
  local?: PresentmentAmounts;
} {
  return Object.keys(amounts).length > 0 ? { local: amounts } : {};
}

/** The same for a display document, in the hundredths that Liquid counts every currency in. */
export function displayPresentment(amounts: PresentmentAmounts = {}): {
  local?: PresentmentAmounts;
} {
  return compilePresentment(
    Object.fromEntries(
      Object.entries(amounts).map(([code, minor]) => [code, hundredthsOf(minor, code)]),
    ),
  );
}
