import { localDate } from "@tandem/storefront-kit/dates";

import type { Database } from "../platform/database.server.ts";
import { getConfig } from "../platform/config.server.ts";
import { log } from "../platform/log.server.ts";
import { sha256 } from "../platform/sha256.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { deleteMetafields } from "../shopify/documents/delete-metafields.server.ts";
import { getShopId } from "../shopify/documents/get-shop.server.ts";
import {
  METAFIELDS_PER_CALL,
  setAllowedMetafields,
} from "../shopify/documents/set-metafields.server.ts";
import { chunk } from "../../core/lists/chunk.ts";
import { audienceTags, compileOffers, compileRewards } from "../../core/offers/compile.ts";
import { discountClassesOf } from "../../core/offers/discount-classes.ts";
import type { RewardDocuments } from "../../core/offers/documents.ts";
import { isInForce, nextScheduleChange } from "../../core/offers/offer.ts";
import type { Offer } from "../../core/offers/offer.ts";
import { comesAfterPurchase } from "../../core/offers/after-purchase.ts";
import {
  afterPurchaseWrites,
  incompatibleWrites,
  planPublication,
  productWrites,
  programmeWrites,
  rewardWrites,
  tagWrites,
} from "../../core/offers/plan-publication.ts";
import type { DocumentKey, DocumentWrite } from "../../core/offers/plan-publication.ts";
import { perkRewards } from "../../core/loyalty/perks.ts";
import { programmeDocument } from "../../core/loyalty/member-document.ts";
import type { ProgrammeDocument } from "../../core/loyalty/member-document.ts";
import { incompatiblePairs, withoutWrongPairs } from "../../core/pairings/incompatible.ts";
import { findPulseRules } from "../follow-ups/pulses.server.ts";
import { refreshCampaigns } from "../loyalty/campaign-collections.server.ts";
import { currentProgramme } from "../loyalty/programme-store.server.ts";
import { refreshCollections } from "../offers/mixed-collection.server.ts";
import { listIncompatiblePairs } from "../pairings/incompatible-pairs.server.ts";
import { ensureCartTransform } from "./ensure-cart-transform.server.ts";
import { ensureDiscount } from "./ensure-discount.server.ts";

/**
 * Brings a shop's metafields in line with its offers: writes what differs, takes away what no offer
 * needs any more. Every step is recorded when it is done, so a run that dies is taken up where it
 * was, and one that repeats a step writes the same value once more.
 * @throws {AdminApiError} when Shopify cannot be reached or refuses; the state says so, and the job tries again
 */
export async function publishShop(
  database: Database,
  shop: string,
  client: AdminClient,
  now: () => Date,
): Promise<void> {
  const { prisma } = database;
  const run = await prisma.publishRun.findUnique({ where: { shop } });
  const settings = await prisma.shop.findUnique({ where: { shop } });
  if (!run || !settings?.isInstalled || run.published >= run.requested) return;
  await prisma.publishRun.update({ where: { shop }, data: { state: "running", message: null } });
  try {
    const { offers, notes } = await refreshCollections({ prisma, shop, client });
    const pairs = await listIncompatiblePairs(prisma, shop);
    const inForce = withoutWrongPairs(
      offers.filter((offer) => isInForce(offer, now().toISOString())),
      incompatiblePairs(pairs),
    );
    const today = localDate(now().toISOString(), settings.timeZone);
    await refreshCampaigns(prisma, shop, client, today, now());
    const rules = (await currentProgramme(prisma, shop))?.rules;
    const rewards = compileRewards(inForce, settings, perkRewards(rules));
    const programme = programmeDocument(rules);
    const isAfterPurchase =
      programme !== null ||
      inForce.some((offer) => offer.surfaces.some(comesAfterPurchase)) ||
      (await findPulseRules(prisma, shop)).isOnOrderStatus;
    const classes = discountClassesOf(rewards.pricing);
    const discountId = await ensureDiscount(database, shop, client, classes, now());
    const transform = await ensureCartTransform(database, shop, client, inForce);
    await recordTitles(database, shop, inForce, now());
    const wanted = [
      ...[discountId, ...(transform.id ? [transform.id] : [])].flatMap((ownerId) =>
        tagWrites(ownerId, audienceTags(inForce)),
      ),
      ...(await writesOfShop(client, rewards, programme, isAfterPurchase ? settings : null)),
      ...compileOffers(inForce, settings).flatMap(productWrites),
      ...incompatibleWrites(pairs),
    ];
    const published = await prisma.publishedDocument.findMany({ where: { shop } });
    const plan = planPublication(wanted, published, sha256);
    await prisma.publishRun.update({
      where: { shop },
      data: { written: 0, total: plan.writes.length + plan.deletions.length },
    });
    // Prices that end come off before prices that begin go on.
    for (const batch of chunk(plan.deletions, METAFIELDS_PER_CALL))
      await deleteBatch(database, shop, client, batch);
    const refused = [...notes, ...(transform.refusal ? [transform.refusal] : [])];
    for (const batch of chunk(plan.writes, METAFIELDS_PER_CALL))
      refused.push(...(await writeBatch(database, shop, client, batch)));
    const nextChange = nextScheduleChange(offers, now().toISOString());
    await prisma.shop.update({ where: { shop }, data: { nextChangeAt: nextChange } });
    await prisma.publishRun.update({
      where: { shop },
      data: {
        published: run.requested,
        message: refused.length > 0 ? [...new Set(refused)].join(" ") : null,
      },
    });
    // What changed while this ran keeps the state that it asked for, until the next run.
    await prisma.publishRun.updateMany({
      where: { shop, requested: run.requested },
      data: { state: "done" },
    });
    log.info({ shop, written: plan.writes.length, deleted: plan.deletions.length }, "published");
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    await prisma.publishRun.update({ where: { shop }, data: { state: "waiting", message } });
    throw failure;
  }
}

/** Asks for the shop's id only where there is something to write. */
async function writesOfShop(
  client: AdminClient,
  rewards: RewardDocuments,
  programme: ProgrammeDocument | null,
  afterPurchase: { readonly hasOneClick: boolean } | null,
): Promise<DocumentWrite[]> {
  if (!rewards.pricing && !afterPurchase) return [];
  const shopId = await getShopId(client);
  const app = getConfig().SHOPIFY_APP_URL;
  return [
    ...rewardWrites(shopId, rewards),
    ...programmeWrites(shopId, programme),
    ...(afterPurchase
      ? afterPurchaseWrites(shopId, {
          v: 1,
          app,
          ...(afterPurchase.hasOneClick && { oneClick: true as const }),
        })
      : []),
  ];
}

async function deleteBatch(
  { prisma }: Database,
  shop: string,
  client: AdminClient,
  batch: readonly DocumentKey[],
): Promise<void> {
  await deleteMetafields(client, batch);
  await prisma.$transaction([
    prisma.publishedDocument.deleteMany({
      where: { shop, OR: [...batch] },
    }),
    prisma.publishRun.update({ where: { shop }, data: { written: { increment: batch.length } } }),
  ]);
}

/** Writes a batch, without what Shopify refuses in it. @returns why something was refused */
async function writeBatch(
  { prisma }: Database,
  shop: string,
  client: AdminClient,
  batch: readonly DocumentWrite[],
): Promise<string[]> {
  const { written, refusals } = await setAllowedMetafields(client, batch);
  await prisma.$transaction([
    ...written.map(({ ownerId, key, value }) => {
      const hash = sha256(value);
      return prisma.publishedDocument.upsert({
        where: { shop_ownerId_key: { shop, ownerId, key } },
        create: { shop, ownerId, key, hash },
        update: { hash },
      });
    }),
    prisma.publishRun.update({ where: { shop }, data: { written: { increment: batch.length } } }),
  ]);
  return refusals;
}

/** Orders name an offer by its title, so each title is remembered before the first order can carry it. */
async function recordTitles(
  { prisma }: Database,
  shop: string,
  offers: readonly Offer[],
  publishedAt: Date,
): Promise<void> {
  const rows = offers.flatMap((offer) =>
    [offer.copy, ...Object.values(offer.translations)].map(({ title }) => ({
      shop,
      title,
      offerId: offer.id,
      publishedAt,
    })),
  );
  await prisma.publishedTitle.createMany({ data: rows, skipDuplicates: true });
  // A title that moved to another offer belongs to the one that has it now.
  await prisma.$transaction(
    rows.map(({ title, offerId }) =>
      prisma.publishedTitle.updateMany({ where: { shop, title, offerId }, data: { publishedAt } }),
    ),
  );
}
