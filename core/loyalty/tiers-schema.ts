import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../money/largest-amount.ts";
import { optionalNumber } from "../money/optional-number.ts";
import { parsePercentage } from "../money/percentage.ts";
import { plainText } from "../offers/plain-text.ts";
import { MEASURES, TIER_ICONS, WINDOWS } from "./programme.ts";
import type { Measure, TierLevel } from "./programme.ts";
import { daysSchema, MAX_COUNT } from "./whole-number.ts";

const MAX_TIERS = 6;
/** How many times a tier's points can count, in hundredths. */
const MAX_FACTOR = 1_000;

/** Parses the tiers of a programme, with numbers as typed: each starts above the one before. */
export function tiersSchema(currencyCode: string) {
  return z
    .object({
      measure: z.enum(MEASURES, { error: "Choose spend, orders or points." }),
      window: z.enum(WINDOWS, { error: "Choose a rolling or a calendar year." }),
      graceDays: daysSchema,
      levels: z.array(levelSchema(currencyCode)).max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers.`),
    })
    .transform(({ levels, ...rest }, context) => {
      const read = levels.map((level) => ({
        ...level,
        threshold: readThreshold(level.threshold, rest.measure, currencyCode),
      }));
      read.forEach(({ name, threshold }, index) => {
        const refuse = (field: string, message: string) =>
          context.addIssue({ code: "custom", path: ["levels", index, field], message });
        const before = read.slice(0, index);
        if (threshold === null) refuse("threshold", thresholdMessage(rest.measure, currencyCode));
        else if (threshold <= (before.at(-1)?.threshold ?? -1))
          refuse("threshold", "Each tier starts above the one before.");
        if (before.some((one) => idOf(one.name) === idOf(name)))
          refuse("name", "Another tier has this name already.");
      });
      const kept = new Set(read.map((one) => one.id));
      return {
        ...rest,
        levels: read.map(({ threshold, id, ...level }): TierLevel => ({
          id: id || freeId(idOf(level.name), kept),
          ...level,
          threshold: threshold ?? 0,
        })),
      };
    });
}

/** A tier's id, from the name that it has at first. */
function idOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
}

/** The id, or, where a renamed tier has it, the next one after it. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  taken.add(free);
  return free;
}

function levelSchema(currencyCode: string) {
  const exponent = currencyExponent(currencyCode);
  return z
    .object({
      id: z
        .string()
        .regex(/^[\p{L}\p{N}-]{0,40}$/u, "Load the page again: a tier’s id is not one."),
      name: plainText("the tier’s name", 30).min(1, "Enter the tier’s name."),
      threshold: z.string(),
      icon: z.enum(TIER_ICONS, { error: "Choose an icon." }),
      discount: optionalNumber(
        parsePercentage,
        "Enter a percentage from 0.01 to 100, or leave it empty.",
      ),
      credit: optionalNumber((text) => {
        const minor = parseDecimal(text, exponent);
        return minor !== null && minor <= MAX_AMOUNT_MINOR ? minor : null;
      }, `Enter an amount in ${currencyCode} with at most ${exponent} decimals, or leave it empty.`),
      hasFreeShipping: z.boolean(),
      pointsFactor: z.string().transform((text, context) => {
        const factor = parseDecimal(text, 2);
        if (factor !== null && factor >= 100 && factor <= MAX_FACTOR) return factor;
        const message = `Enter how many times points count: from 1 to ${MAX_FACTOR / 100}, with at most two decimals.`;
        context.addIssue({ code: "custom", message });
        return z.NEVER;
      }),
    })
    .transform(({ id, name, threshold, icon, discount, credit, ...perks }) => ({
      id,
      name,
      threshold,
      icon,
      perks: { discountBasisPoints: discount, creditMinor: credit, ...perks },
    }));
}

function readThreshold(text: string, measure: Measure, currencyCode: string): number | null {
  const isSpend = measure === "spend";
  const value = parseDecimal(text, isSpend ? currencyExponent(currencyCode) : 0);
  const most = isSpend ? MAX_AMOUNT_MINOR : MAX_COUNT;
  return value !== null && value > 0 && value <= most ? value : null;
}

function thresholdMessage(measure: Measure, currencyCode: string): string {
  return measure === "spend"
    ? `Enter an amount in ${currencyCode}, more than zero, up to ${toDecimal(MAX_AMOUNT_MINOR, currencyCode)}.`
    : `Enter a whole number from 1 to ${MAX_COUNT}.`;
}
