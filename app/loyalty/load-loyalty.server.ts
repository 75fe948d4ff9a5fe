import type { OfferContext } from "../offers/save-offer.server.ts";
import type { CampaignDraft } from "../../core/loyalty/campaigns-schema.ts";
import { getCollections } from "../shopify/documents/get-collection.server.ts";
import { readReviewHook } from "./bonuses/review-key.server.ts";
import { emptyProgramme, toProgrammeDraft } from "../../core/loyalty/programme-schema.ts";
import type { ProgrammeDraft } from "../../core/loyalty/programme-schema.ts";
import { ifAnswered } from "../shopify/if-answered.server.ts";
import { findCombination } from "../settings/combination.server.ts";
import { RECENT_CATALOG } from "../offers/recent-catalog.server.ts";
import { pageAsked } from "../ui/page-asked.ts";
import { listMembers } from "./members.server.ts";
import { currentProgramme } from "./programme-store.server.ts";

/** What the list of members shows. */
export async function loadLoyalty(context: OfferContext, url: URL, now: Date) {
  const page = pageAsked(url);
  const words = url.searchParams.get("words") ?? "";
  const tierId = url.searchParams.get("tier") ?? "";
  const { prisma, shop } = context;
  const programme = await currentProgramme(prisma, shop);
  const history = await prisma.orderHistory.findUnique({ where: { shop } });
  const oldest = await prisma.orderFact.aggregate({ where: { shop }, _min: { createdAt: true } });
  return {
    history: history && {
      state: history.state,
      done: history.done,
      total: history.total,
      message: history.message,
    },
    oldestOrder: oldest._min.createdAt?.toISOString() ?? null,
    timeZone: context.timeZone,
    programme: programme && { isRunning: programme.rules.isRunning },
    // Amounts of a programme cannot be converted by themselves: what 1 of one currency is worth is the merchant's to say.
    outdatedCurrency:
      programme && programme.rules.currencyCode !== context.currencyCode
        ? { before: programme.rules.currencyCode, now: context.currencyCode }
        : null,
    members: await listMembers(context, { words, tierId, page: words ? 1 : page }, now),
    tiers: programme?.rules.tiers.levels.map(({ id, name }) => ({ id, name })) ?? [],
    tierId,
    page,
    words,
  };
}

export type LoyaltyData = Awaited<ReturnType<typeof loadLoyalty>>;

/** What the editor of the programme begins with. */
export async function loadProgramme(context: OfferContext) {
  const programme = await currentProgramme(context.prisma, context.shop);
  const draft = programme ? toProgrammeDraft(programme.rules) : emptyProgramme();
  const titles = await ifAnswered(titlesOf(context, draft));
  return {
    version: programme?.version ?? 0,
    draft,
    products: titles?.products ?? [],
    collectionTitles: titles?.collectionTitles ?? {},
    isShopifyAway: titles === null,
    hook: await readReviewHook(context.prisma, context.shop),
    currencyCode: context.currencyCode,
    combinesWithCodes: (await findCombination(context.prisma, context.shop)).orderDiscounts,
  };
}

/** What Shopify has of the products and collections that a programme names. */
async function titlesOf(context: OfferContext, { earning }: ProgrammeDraft) {
  const { campaigns, excludedProductIds } = earning;
  const products = await RECENT_CATALOG.products(context, [
    ...excludedProductIds,
    // Those of a collection are not listed one by one.
    ...campaigns.flatMap((one) => (one.collectionId === "" ? one.productIds : [])),
  ]);
  return {
    products: [...products.values()],
    collectionTitles: await collectionTitles(context, campaigns),
  };
}

async function collectionTitles(
  { client }: OfferContext,
  campaigns: readonly CampaignDraft[],
): Promise<Record<string, string>> {
  const ids = campaigns.map((one) => one.collectionId).filter(Boolean);
  const found = await getCollections(client, ids, 1);
  return Object.fromEntries([...found.values()].map(({ id, title }) => [id, title]));
}

export type ProgrammeData = Awaited<ReturnType<typeof loadProgramme>>;
