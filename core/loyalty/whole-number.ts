import { parseDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

/** Most orders or points that a rule can name. */
export const MAX_COUNT = 100_000_000;
const MAX_DAYS = 365;

/** Parses a whole number as it is typed. */
export function wholeNumber(least: number, most: number, noun: string) {
  return z.string().transform((text, context) => {
    const value = parseDecimal(text, 0);
    if (value !== null && value >= least && value <= most) return value;
    const message = `Enter a whole number of ${noun} from ${least} to ${most}.`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

export const daysSchema = wholeNumber(0, MAX_DAYS, "days");
