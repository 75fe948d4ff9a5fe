import type { PrismaClient } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { tierEntered } from "../../core/loyalty/tier-entry.ts";
import type { ProgrammeVersion } from "../../core/loyalty/programme.ts";
import type { Clock } from "../platform/clock.server.ts";
import { lockedTime } from "../platform/lock.server.ts";
import { placedOrders } from "./balances.server.ts";

/** A tier gives its credit again after so long. */
const YEAR_MILLISECONDS = 365 * 86_400_000;

/**
 * Reserves the store credit of a tier that a customer has risen to, once in a year; a job has Shopify give it. Whether
 * they have is read under their lock: an order that is refunded meanwhile gives nothing.
 */
export async function creditTier(
  prisma: PrismaClient,
  shop: string,
  customerId: string,
  versions: readonly ProgrammeVersion[],
  timeZone: string,
  clock: Clock,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const now = await lockedTime(transaction, clock, shop, customerId);
    const orders = (await placedOrders(transaction, shop, [customerId])).get(customerId) ?? [];
    const level = tierEntered(versions, orders, now.toISOString(), timeZone);
    if (!level) return;
    const prefix = `tier/${numericId(customerId)}/${level.id}/`;
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
