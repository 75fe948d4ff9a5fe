import type { MailBlock, PrismaClient } from "@prisma/client";

import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
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
  const run = new ItemRun({ prisma, shop, now }, BLOCKS);
  await run.each(blocks, async ({ customerId, createdAt }) => {
    await withdrawConsent(client, customerId, createdAt);
    await prisma.mailBlock.updateMany({
      where: { shop, customerId },
      data: { toldShopifyAt: now() },
    });
  });
  run.finish();
}

const BLOCKS: ItemsOfKind<MailBlock> = {
  kind: "consent",
  idOf: (block) => block.customerId,
  subjectOf: (block) => block.customerId,
  close: (transaction, { shop, customerId }, { at }) =>
    transaction.mailBlock.updateMany({ where: { shop, customerId }, data: { toldShopifyAt: at } }),
};
