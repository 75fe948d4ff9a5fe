import type { Prisma } from "@prisma/client";

import { unmovedTime } from "../platform/clock.server.ts";
import { lock, lockedTime } from "../platform/lock.server.ts";

const INSTALLATION = "installation";

/**
 * When Shopify gave a shop's token, for the shop's row: that the app is installed is as true as then. The caller writes it in the
 * same transaction, in which no uninstall is worked off.
 */
export function timeOfToken(transaction: Prisma.TransactionClient, shop: string): Promise<Date> {
  return lockedTime(transaction, unmovedTime, shop, INSTALLATION);
}

/**
 * Whether a shop has the app, and Shopify gave it a token after an instant: what it told of an uninstall before then is
 * behind. No token is given meanwhile, to the end of the transaction.
 * @param at by Shopify's clock; ours has to be right to some seconds
 */
export async function hasComeBackSince(
  transaction: Prisma.TransactionClient,
  shop: string,
  at: Date,
): Promise<boolean> {
  await lock(transaction, shop, INSTALLATION);
  const known = await transaction.shop.findUnique({ where: { shop } });
  return known !== null && known.isInstalled && known.installedAt > at;
}
