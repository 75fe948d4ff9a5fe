import type { MailBlock, PrismaClient } from "@prisma/client";

import { hasAgreedSince } from "../../core/follow-ups/rules.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getConsent } from "../shopify/documents/get-consent.server.ts";
import { withdrawConsent } from "../shopify/documents/withdraw-consent.server.ts";

/** Those who unsubscribed, and of whom Shopify does not know it yet. */
export const UNTOLD_CONSENT = { toldShopifyAt: null };

/**
 * Tells Shopify who unsubscribed, so that no other app writes to them either. From us they get nothing already. Who has agreed again
 * meanwhile has said so last; a complaint is told all the same.
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
  await run.each(blocks, async ({ customerId, createdAt, reason }) => {
    const isLifted =
      reason === "unsubscribed" && (await agreedSince(client, customerId, createdAt));
    if (!isLifted) await withdrawConsent(client, customerId, createdAt);
    await prisma.mailBlock.updateMany({
      where: { shop, customerId, createdAt },
      data: { toldShopifyAt: now() },
    });
  });
  run.finish();
}

async function agreedSince(client: AdminClient, customerId: string, at: Date): Promise<boolean> {
  const consent = await getConsent(client, customerId);
  return consent !== null && hasAgreedSince(consent, at);
}

const BLOCKS: ItemsOfKind<MailBlock> = {
  kind: "consent",
  idOf: (block) => block.customerId,
  subjectOf: (block) => block.customerId,
  close: (transaction, { shop, customerId }, { at }) =>
    transaction.mailBlock.updateMany({ where: { shop, customerId }, data: { toldShopifyAt: at } }),
};
