import type { Prisma, PrismaClient } from "@prisma/client";
import { z } from "zod";

import { MAX_CAMPAIGN_PRODUCTS, MAX_CAMPAIGNS } from "../../core/loyalty/campaigns-schema.ts";
import type { Campaign, ProgrammeRules } from "../../core/loyalty/programme.ts";
import { error } from "../../core/offers/issue.ts";
import type { OfferIssue } from "../../core/offers/issue.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getCollections } from "../shopify/documents/get-collection.server.ts";
import { currentProgramme } from "./programme-store.server.ts";

/** As far as a draft's campaigns have to be read before it is parsed. */
const draftSchema = z.looseObject({
  earning: z.looseObject({
    campaigns: z.array(z.looseObject({ scope: z.string(), collectionId: z.string() })),
  }),
});

export type FilledProgramme =
  | { readonly ok: true; readonly draft: unknown }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/**
 * Puts the products of the collections that campaigns are for into a draft, as they are now. A draft of another form
 * comes back as it is: parsing says what is wrong with it.
 */
export async function fillCampaigns(client: AdminClient, draft: unknown): Promise<FilledProgramme> {
  const parsed = draftSchema.safeParse(draft);
  if (!parsed.success) return { ok: true, draft };
  const issues: OfferIssue[] = [];
  const campaigns = [];
  const drafts = parsed.data.earning.campaigns;
  // More than a programme takes is refused when it is parsed.
  const asked = drafts.filter(isOfCollection).slice(0, MAX_CAMPAIGNS);
  const collections = await getCollections(
    client,
    asked.map((one) => one.collectionId),
    MAX_CAMPAIGN_PRODUCTS,
  );
  for (const [index, campaign] of drafts.entries()) {
    if (!asked.includes(campaign)) {
      campaigns.push(campaign);
      continue;
    }
    const found = collections.get(campaign.collectionId);
    if (!found)
      issues.push(
        error(
          `earning.campaigns.${index}.collectionId`,
          "This collection no longer exists. Choose another.",
        ),
      );
    campaigns.push({ ...campaign, productIds: found?.productIds ?? [] });
  }
  if (issues.length > 0) return { ok: false, issues };
  const { earning } = parsed.data;
  return { ok: true, draft: { ...parsed.data, earning: { ...earning, campaigns } } };
}

function isOfCollection(campaign: { scope: string; collectionId: string }): boolean {
  return campaign.scope === "collection" && campaign.collectionId !== "";
}

/** Whether a campaign that is not over is for a collection. @param day today, YYYY-MM-DD */
function isOpen({ collectionId, endsOn }: Campaign, day: string): boolean {
  return collectionId !== null && endsOn >= day;
}

/** Whether the programme has a campaign for a collection. */
export function campaignsFor(rules: ProgrammeRules | undefined, collectionId: string): boolean {
  return rules?.earning.campaigns.some((one) => one.collectionId === collectionId) ?? false;
}

/**
 * Saves the programme anew where a collection that a campaign is for has other products by now, so that an order earns by
 * those of its time. A collection that is gone keeps the products that it had.
 * @param day today in the shop's time zone, YYYY-MM-DD
 */
export async function refreshCampaigns(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  day: string,
  now: Date,
): Promise<void> {
  const programme = await currentProgramme(prisma, shop);
  if (!programme?.rules.earning.campaigns.some((one) => isOpen(one, day))) return;
  const { rules, version } = programme;
  const open = rules.earning.campaigns.filter((one) => isOpen(one, day));
  const collections = await getCollections(
    client,
    open.flatMap((one) => one.collectionId ?? []),
    MAX_CAMPAIGN_PRODUCTS,
  );
  const campaigns = rules.earning.campaigns.map((campaign): Campaign => {
    const found = open.includes(campaign) && collections.get(campaign.collectionId ?? "");
    return found ? { ...campaign, productIds: found.productIds } : campaign;
  });
  if (JSON.stringify(campaigns) === JSON.stringify(rules.earning.campaigns)) return;
  const fresh: ProgrammeRules = { ...rules, earning: { ...rules.earning, campaigns } };
  // A merchant who saves at the same moment wins: the next run looks again.
  await prisma.loyaltyProgramme.createMany({
    data: {
      shop,
      version: version + 1,
      startsAt: now,
      rules: fresh as unknown as Prisma.InputJsonObject,
      author: "collection",
    },
    skipDuplicates: true,
  });
}
