import { formatHundredths, parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import type { OfferIssue } from "../offers/issue.ts";
import { error } from "../offers/issue.ts";
import { plainText } from "../offers/plain-text.ts";
import { productIdSchema } from "../offers/quantities.ts";
import { bonusesSchema, emptyBonuses, toBonusesDraft } from "./bonuses-schema.ts";
import type { BonusesDraft } from "./bonuses-schema.ts";
import { campaignsSchema, toCampaignDraft } from "./campaigns-schema.ts";
import type { CampaignDraft } from "./campaigns-schema.ts";
import { REDEEMING_WAYS, ROUNDINGS } from "./programme.ts";
import type { ProgrammeRules } from "./programme.ts";
import { tiersSchema } from "./tiers-schema.ts";
import { daysSchema, MAX_COUNT, wholeNumber } from "./whole-number.ts";

const MAX_RATE_HUNDREDTHS = 100_000;
const MAX_EXCLUDED = 250;
const MAX_POINTS_PER_UNIT = 100_000;
const MAX_EXPIRY_DAYS = 3_650;

/** A programme as a form holds it: numbers as typed. */
export interface ProgrammeDraft {
  readonly isRunning: boolean;
  readonly pointsName: string;
  readonly earning: {
    readonly pointsPerUnit: string;
    readonly rounding: string;
    readonly excludedProductIds: readonly string[];
    readonly returnDays: string;
    readonly campaigns: readonly CampaignDraft[];
  };
  readonly bonuses: BonusesDraft;
  readonly tiers: {
    readonly measure: string;
    readonly window: string;
    readonly graceDays: string;
    readonly levels: readonly TierDraft[];
  };
  readonly redeeming: {
    readonly ways: readonly string[];
    readonly pointsPerUnit: string;
    readonly minimumPoints: string;
  };
  readonly expiryDays: string;
  /** YYYY-MM-DD; empty for none. */
  readonly earnsSince: string;
  readonly tagsTiers: boolean;
  readonly tagPrefix: string;
}

export interface TierDraft {
  /** Empty for a new one. */
  readonly id: string;
  readonly name: string;
  readonly threshold: string;
  readonly icon: string;
  /** A percentage, and an amount: empty for none. */
  readonly discount: string;
  readonly credit: string;
  readonly hasFreeShipping: boolean;
  readonly pointsFactor: string;
}

/** A tier to fill in. */
export function emptyTier(name = "", threshold = ""): TierDraft {
  return {
    id: "",
    name,
    threshold,
    icon: "star",
    discount: "",
    credit: "",
    hasFreeShipping: false,
    pointsFactor: "1",
  };
}

/** Where a merchant begins. */
export function emptyProgramme(): ProgrammeDraft {
  return {
    isRunning: false,
    pointsName: "points",
    earning: {
      pointsPerUnit: "1",
      rounding: "down",
      excludedProductIds: [],
      returnDays: "30",
      campaigns: [],
    },
    bonuses: emptyBonuses(),
    tiers: {
      measure: "spend",
      window: "rolling-year",
      graceDays: "30",
      levels: [emptyTier("Silver", "200"), emptyTier("Gold", "500")],
    },
    redeeming: { ways: ["code"], pointsPerUnit: "100", minimumPoints: "500" },
    expiryDays: "0",
    earnsSince: "",
    tagsTiers: false,
    tagPrefix: "tier: ",
  };
}

/** Rules, to edit them again. */
export function toProgrammeDraft(rules: ProgrammeRules): ProgrammeDraft {
  const { earning, tiers, redeeming } = rules;
  const shown = (threshold: number) =>
    tiers.measure === "spend" ? toDecimal(threshold, rules.currencyCode) : String(threshold);
  return {
    isRunning: rules.isRunning,
    pointsName: rules.pointsName,
    earning: {
      pointsPerUnit: formatHundredths(earning.hundredthsPerUnit),
      rounding: earning.rounding,
      excludedProductIds: earning.excludedProductIds,
      returnDays: String(earning.returnDays),
      campaigns: earning.campaigns.map(toCampaignDraft),
    },
    bonuses: toBonusesDraft(rules.bonuses, rules.currencyCode),
    tiers: {
      measure: tiers.measure,
      window: tiers.window,
      graceDays: String(tiers.graceDays),
      levels: tiers.levels.map(({ id, name, threshold, icon, perks }) => ({
        id,
        name,
        threshold: shown(threshold),
        icon,
        discount: perks.discountBasisPoints > 0 ? formatHundredths(perks.discountBasisPoints) : "",
        credit: perks.creditMinor > 0 ? toDecimal(perks.creditMinor, rules.currencyCode) : "",
        hasFreeShipping: perks.hasFreeShipping,
        pointsFactor: formatHundredths(perks.pointsFactor),
      })),
    },
    redeeming: redeeming
      ? {
          ways: redeeming.ways,
          pointsPerUnit: String(redeeming.pointsPerUnit),
          minimumPoints: String(redeeming.minimumPoints),
        }
      : { ...emptyProgramme().redeeming, ways: [] },
    expiryDays: String(rules.expiryDays),
    earnsSince: rules.earnsSince ?? "",
    tagsTiers: rules.tagPrefix !== null,
    tagPrefix: rules.tagPrefix ?? emptyProgramme().tagPrefix,
  };
}

export type ParsedProgramme =
  | { readonly ok: true; readonly rules: ProgrammeRules }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/** Parses a {@link ProgrammeDraft} in the shop's currency. */
export function parseProgramme(input: unknown, currencyCode: string): ParsedProgramme {
  const parsed = programmeSchema(currencyCode).safeParse(input);
  if (parsed.success) {
    const { tagsTiers, tagPrefix, ...rest } = parsed.data;
    return {
      ok: true,
      rules: { ...rest, tagPrefix: tagsTiers ? tagPrefix : null, currencyCode },
    };
  }
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
        campaigns: campaignsSchema,
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
    bonuses: bonusesSchema(currencyCode),
    tiers: tiersSchema(currencyCode),
    redeeming: redeemingSchema,
    expiryDays: wholeNumber(0, MAX_EXPIRY_DAYS, "days"),
    earnsSince: z
      .union([z.literal(""), z.iso.date("Enter a day, or leave it empty.")])
      .transform((day) => day || null),
    tagsTiers: z.boolean(),
    tagPrefix: z
      .string()
      .max(10, "Use at most 10 characters.")
      .regex(/^[^,'"\\<>]*$/, "Use no commas, quotes, backslashes or markup."),
  });
}

const redeemingSchema = z
  .object({
    ways: z.array(z.enum(REDEEMING_WAYS, { error: "Choose what points become." })),
    pointsPerUnit: z.string(),
    minimumPoints: z.string(),
  })
  .transform(({ ways, ...typed }, context) => {
    if (ways.length === 0) return null;
    const read = z
      .object({
        pointsPerUnit: wholeNumber(1, MAX_POINTS_PER_UNIT, "points"),
        minimumPoints: wholeNumber(1, MAX_COUNT, "points"),
      })
      .safeParse(typed);
    if (read.success)
      return { ways: REDEEMING_WAYS.filter((way) => ways.includes(way)), ...read.data };
    for (const { path, message } of read.error.issues)
      context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
