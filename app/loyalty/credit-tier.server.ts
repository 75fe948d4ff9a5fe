import type { PrismaClient } from "@prisma/client";

import { numericId } from "../../core/catalog/global-id.ts";
import { tierEntered } from "../../core/loyalty/tier-entry.ts";
import type { ProgrammeVersion } from "../../core/loyalty/programme.ts";
import type { CountedOrder } from "../../core/loyalty/tiers.ts";
import { lock } from "../platform/lock.server.ts";

/** A tier gives its credit again after so long. */
const YEAR_MILLISECONDS = 365 * 86_400_000;

/** Reserves the store credit of a tier that a customer has risen to, once in a year; a job has Shopify give it. */
export async function creditTier(
  prisma: PrismaClient,
  shop: string,
  customerId: string,
  versions: readonly ProgrammeVersion[],
  orders: readonly CountedOrder[],
  timeZone: string,
  now: Date,
): Promise<void> {
  const level = tierEntered(versions, orders, now.toISOString(), timeZone);
  if (!level) return;
  const prefix = `tier/${numericId(customerId)}/${level.id}/`;
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, customerId);
    const given = await transaction.redemption.count({
      where: {
        shop,
        customerId,
        id: { startsWith: prefix },
        createdAt: { gt: new Date(now.getTime() - YEAR_MILLISECONDS) },
      },
    });
    if (given > 0) return;
    await transaction.redemption.create({
      data: {
        shop,
        id: `${prefix}${now.toISOString()}`,
        customerId,
        points: 0,
        amountMinor: level.perks.creditMinor,
        currencyCode: versions.at(-1)!.rules.currencyCode,
        way: "store-credit",
        state: "reserved",
        createdAt: now,
      },
    });
  });
}
