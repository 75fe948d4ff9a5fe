import { z } from "zod";

import { currencyExponent } from "../money/currency.ts";
import { MAX_AMOUNT_MINOR, formatDecimal, parseDecimal, toDecimal } from "../money/decimal.ts";
import type { OfferIssue } from "../offers/issue.ts";
import { error } from "../offers/issue.ts";
import { plainText } from "../offers/plain-text.ts";
import { productIdSchema } from "../offers/quantities.ts";
import { MEASURES, ROUNDINGS, WINDOWS } from "./programme.ts";
import type { Measure, ProgrammeRules } from "./programme.ts";

const MAX_RATE_HUNDREDTHS = 100_000;
const MAX_DAYS = 365;
const MAX_EXCLUDED = 250;
const MAX_TIERS = 6;
/** Orders or points of a tier. */
const MAX_COUNT = 100_000_000;

/** A programme as a form holds it: numbers as typed. */
export interface ProgrammeDraft {
  readonly isRunning: boolean;
  readonly pointsName: string;
  readonly earning: {
    readonly pointsPerUnit: string;
    readonly rounding: string;
    readonly excludedProductIds: readonly string[];
    readonly returnDays: string;
  };
  readonly tiers: {
    readonly measure: string;
    readonly window: string;
    readonly graceDays: string;
    readonly levels: readonly { readonly name: string; readonly threshold: string }[];
  };
}

/** Where a merchant begins. */
export function emptyProgramme(): ProgrammeDraft {
  return {
    isRunning: false,
    pointsName: "points",
    earning: { pointsPerUnit: "1", rounding: "down", excludedProductIds: [], returnDays: "30" },
    tiers: {
      measure: "spend",
      window: "rolling-year",
      graceDays: "30",
      levels: [
        { name: "Silver", threshold: "200" },
        { name: "Gold", threshold: "500" },
      ],
    },
  };
}

/** Rules, to edit them again. */
export function toProgrammeDraft(rules: ProgrammeRules): ProgrammeDraft {
  const { earning, tiers } = rules;
  const shown = (threshold: number) =>
    tiers.measure === "spend" ? toDecimal(threshold, rules.currencyCode) : String(threshold);
  return {
    isRunning: rules.isRunning,
    pointsName: rules.pointsName,
    earning: {
      pointsPerUnit: formatDecimal(earning.hundredthsPerUnit, 2).replace(/\.?0+$/, ""),
      rounding: earning.rounding,
      excludedProductIds: earning.excludedProductIds,
      returnDays: String(earning.returnDays),
    },
    tiers: {
      measure: tiers.measure,
      window: tiers.window,
      graceDays: String(tiers.graceDays),
      levels: tiers.levels.map(({ name, threshold }) => ({ name, threshold: shown(threshold) })),
    },
  };
}

export type ParsedProgramme =
  | { readonly ok: true; readonly rules: ProgrammeRules }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/** Parses a {@link ProgrammeDraft} in the shop's currency. */
export function parseProgramme(input: unknown, currencyCode: string): ParsedProgramme {
  const parsed = programmeSchema(currencyCode).safeParse(input);
  if (parsed.success) return { ok: true, rules: { ...parsed.data, currencyCode } };
  return {
    ok: false,
    issues: parsed.error.issues.map((issue) => error(issue.path.join("."), issue.message)),
  };
}

function programmeSchema(currencyCode: string) {
  return z.object({
    isRunning: z.boolean(),
    pointsName: plainText("what points are called", 20).min(1, "Enter what points are called."),
    earning: z
      .object({
        pointsPerUnit: z.string(),
        rounding: z.enum(ROUNDINGS, { error: "Choose how points are rounded." }),
        excludedProductIds: z
          .array(productIdSchema)
          .max(MAX_EXCLUDED, `Exclude at most ${MAX_EXCLUDED} products.`),
        returnDays: daysSchema,
      })
      .transform(({ pointsPerUnit, ...rest }, context) => {
        const hundredthsPerUnit = parseDecimal(pointsPerUnit, 2);
        const isRate =
          hundredthsPerUnit !== null &&
          hundredthsPerUnit > 0 &&
          hundredthsPerUnit <= MAX_RATE_HUNDREDTHS;
        if (isRate) return { hundredthsPerUnit, ...rest };
        context.addIssue({
          code: "custom",
          path: ["pointsPerUnit"],
          message: `Enter how many points one ${currencyCode} earns: more than 0, at most ${MAX_RATE_HUNDREDTHS / 100}, with at most two decimals.`,
        });
        return z.NEVER;
      }),
    tiers: tiersSchema(currencyCode),
  });
}

const daysMessage = `Enter a whole number of days from 0 to ${MAX_DAYS}.`;
const daysSchema = z.coerce
  .number({ error: daysMessage })
  .int(daysMessage)
  .min(0, daysMessage)
  .max(MAX_DAYS, daysMessage);

function tiersSchema(currencyCode: string) {
  return z
    .object({
      measure: z.enum(MEASURES, { error: "Choose spend, orders or points." }),
      window: z.enum(WINDOWS, { error: "Choose a rolling or a calendar year." }),
      graceDays: daysSchema,
      levels: z
        .array(
          z.object({
            name: plainText("the tier’s name", 30).min(1, "Enter the tier’s name."),
            threshold: z.string(),
          }),
        )
        .max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers.`),
    })
    .transform(({ levels, ...rest }, context) => {
      const read = levels.map(({ name, threshold }) => ({
        name,
        threshold: readThreshold(threshold, rest.measure, currencyCode),
      }));
      read.forEach(({ name, threshold }, index) => {
        const refuse = (field: string, message: string) =>
          context.addIssue({ code: "custom", path: ["levels", index, field], message });
        const before = read.slice(0, index);
        if (threshold === null) refuse("threshold", thresholdMessage(rest.measure, currencyCode));
        else if (threshold <= (before.at(-1)?.threshold ?? -1))
          refuse("threshold", "Each tier starts above the one before.");
        if (before.some((one) => one.name === name))
          refuse("name", "Another tier has this name already.");
      });
      return { ...rest, levels: read.map((one) => ({ ...one, threshold: one.threshold ?? 0 })) };
    });
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
