import { formatHundredths, parseDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { plainText } from "../offers/plain-text.ts";
import { productIdSchema } from "../offers/quantities.ts";
import type { Campaign } from "./programme.ts";

export const MAX_CAMPAIGNS = 20;
/** Products of one campaign: as many as one call to Shopify reads of a collection. */
export const MAX_CAMPAIGN_PRODUCTS = 250;
const MAX_FACTOR_HUNDREDTHS = 1_000;

/** A campaign as a form holds it. */
export interface CampaignDraft {
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly factor: string;
  readonly scope: string;
  readonly productIds: readonly string[];
  /** Empty for none. */
  readonly collectionId: string;
}

const CAMPAIGN_SCOPES = ["everything", "products", "collection"] as const;

/** A campaign to fill in. */
export function emptyCampaign(): CampaignDraft {
  return {
    name: "",
    startsOn: "",
    endsOn: "",
    factor: "2",
    scope: "everything",
    productIds: [],
    collectionId: "",
  };
}

/** A campaign, to edit it again. */
export function toCampaignDraft(campaign: Campaign): CampaignDraft {
  const { name, startsOn, endsOn, factor, productIds, collectionId } = campaign;
  return {
    name,
    startsOn,
    endsOn,
    factor: formatHundredths(factor),
    scope: collectionId !== null ? "collection" : productIds ? "products" : "everything",
    productIds: productIds ?? [],
    collectionId: collectionId ?? "",
  };
}

const daySchema = z.iso.date({ error: "Enter a day." });

const campaignSchema = z
  .object({
    name: plainText("the campaign’s name", 60).min(1, "Enter the campaign’s name."),
    startsOn: daySchema,
    endsOn: daySchema,
    factor: z.string().transform((text, context) => {
      const factor = parseDecimal(text, 2);
      if (factor !== null && factor > 100 && factor <= MAX_FACTOR_HUNDREDTHS) return factor;
      const message = `Enter how many times points count: more than 1, at most ${MAX_FACTOR_HUNDREDTHS / 100}, with at most two decimals.`;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
    scope: z.enum(CAMPAIGN_SCOPES, { error: "Choose what the campaign is for." }),
    productIds: z
      .array(productIdSchema)
      .max(MAX_CAMPAIGN_PRODUCTS, `Choose at most ${MAX_CAMPAIGN_PRODUCTS} products.`),
    collectionId: z.string().regex(/^(gid:\/\/shopify\/Collection\/\d+)?$/, "Choose a collection."),
  })
  .superRefine(({ startsOn, endsOn, scope, productIds, collectionId }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (endsOn < startsOn) refuse("endsOn", "The last day is not before the first one.");
    if (scope === "products" && productIds.length === 0)
      refuse("productIds", "Choose at least one product.");
    if (scope === "collection" && collectionId === "")
      refuse("collectionId", "Choose a collection.");
  })
  .transform(({ scope, productIds, collectionId, ...rest }): Campaign => ({
    ...rest,
    productIds: scope === "everything" ? null : productIds,
    collectionId: scope === "collection" ? collectionId : null,
  }));

/** Parses the campaigns of a programme. */
export const campaignsSchema = z
  .array(campaignSchema)
  .max(MAX_CAMPAIGNS, `Use at most ${MAX_CAMPAIGNS} campaigns.`);
