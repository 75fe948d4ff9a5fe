import type { PrismaClient } from "@prisma/client";

import { log } from "../platform/log.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { withdrawConsent } from "../shopify/documents/withdraw-consent.server.ts";

/** Those who unsubscribed, and of whom Shopify does not know it yet. */
export const UNTOLD_CONSENT = { toldShopifyAt: null };

/**
 * Tells Shopify who unsubscribed, so that no other app writes to them either. From us they get nothing already.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function tellConsent(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: () => Date,
): Promise<void> {
  const blocks = await prisma.mailBlock.findMany({ where: { shop, ...UNTOLD_CONSENT } });
  for (const { customerId, createdAt } of blocks) {
    try {
      await withdrawConsent(client, customerId, createdAt);
    } catch (failure) {
      if (!(failure instanceof AdminApiError) || failure.isTransient) throw failure;
      log.warn({ shop, customerId, err: failure }, "Shopify does not take a customer’s leave");
    }
    await prisma.mailBlock.updateMany({
      where: { shop, customerId },
      data: { toldShopifyAt: now() },
    });
  }
}
