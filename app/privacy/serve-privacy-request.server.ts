import type { PrismaClient } from "@prisma/client";

import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { eraseShop } from "../settings/forget-installation.server.ts";

/**
 * Serves Shopify's privacy webhooks. Tandem keeps no personal data of a customer: orders are kept by
 * id, with lines and amounts, and a webhook's body is emptied once it is worked off. What still waits
 * in the inbox is emptied here. Each request leaves an audit row.
 */
export async function servePrivacyRequest(
  prisma: PrismaClient,
  { shop, topic }: IncomingWebhook,
): Promise<void> {
  if (topic === "SHOP_REDACT") await eraseShop(prisma, shop);
  const detail =
    topic === "SHOP_REDACT"
      ? "All data of the shop was erased."
      : "Nothing is kept that is personal to a customer.";
  await prisma.privacyAudit.create({ data: { shop, topic, detail } });
}
