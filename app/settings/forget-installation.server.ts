import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";

import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { serveOnce } from "../privacy/serve-once.server.ts";
import { hasComeBackSince } from "./installation.server.ts";

/** Serves Shopify's news of an uninstall, once; one from before the present installation changes nothing. */
export async function serveUninstall(
  prisma: PrismaClient,
  webhook: IncomingWebhook,
): Promise<void> {
  const { shop, triggeredAt } = webhook;
  await serveOnce(prisma, webhook, async (transaction) => {
    if (await hasComeBackSince(transaction, shop, triggeredAt)) return;
    await forgetInstallation(transaction, shop);
  });
}

/**
 * What is to be done when a shop uninstalled the app: its tokens are worthless, and Shopify took the
 * discount and our metafields away, so what we remember of them would be wrong. The offers stay.
 */
export async function forgetInstallation(
  transaction: Prisma.TransactionClient,
  shop: string,
): Promise<void> {
  await transaction.session.deleteMany({ where: { shop } });
  await transaction.publishedDocument.deleteMany({ where: { shop } });
  await transaction.memberMirror.updateMany({ where: { shop }, data: { hash: null, mirrored: 0 } });
  await transaction.shop.updateMany({
    where: { shop },
    data: {
      isInstalled: false,
      discountId: null,
      cartTransformId: null,
      publishedCombination: null,
      hasDefinitions: false,
      nextChangeAt: null,
    },
  });
}

/** What stays: that it was asked for, and what was done; and which webhooks are not to be served again. */
const KEPT: readonly string[] = [Prisma.ModelName.PrivacyAudit, Prisma.ModelName.ServedWebhook];

/** The tables with rows of shops, as the schema has them: a new one is erased without a word here. */
const ERASED_WITH_SHOP: readonly string[] = Prisma.dmmf.datamodel.models
  .filter(({ name, fields }) => !KEPT.includes(name) && fields.some((one) => one.name === "shop"))
  .map((model) => model.dbName ?? model.name);

/** Deletes all that is kept of a shop. */
export async function eraseShop(
  transaction: Prisma.TransactionClient,
  shop: string,
): Promise<void> {
  for (const table of ERASED_WITH_SHOP)
    await transaction.$executeRaw`DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE "shop" = ${shop}`;
}
