import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";

/**
 * What is to be done when a shop uninstalled the app: its tokens are worthless, and Shopify took the
 * discount and our metafields away, so what we remember of them would be wrong. The offers stay.
 */
export async function forgetInstallation(prisma: PrismaClient, shop: string): Promise<void> {
  await prisma.$transaction([
    prisma.session.deleteMany({ where: { shop } }),
    prisma.publishedDocument.deleteMany({ where: { shop } }),
    prisma.memberMirror.updateMany({ where: { shop }, data: { hash: null, mirrored: 0 } }),
    prisma.shop.updateMany({
      where: { shop },
      data: {
        isInstalled: false,
        discountId: null,
        cartTransformId: null,
        publishedCombination: null,
        hasDefinitions: false,
        nextChangeAt: null,
      },
    }),
  ]);
}

/** What stays: that it was asked for, and what was done. */
const KEPT = "PrivacyAudit";

/** The tables with rows of shops, as the schema has them: a new one is erased without a word here. */
const ERASED_WITH_SHOP: readonly string[] = Prisma.dmmf.datamodel.models
  .filter((model) => model.name !== KEPT && model.fields.some((field) => field.name === "shop"))
  .map((model) => model.dbName ?? model.name);

/** Deletes all that is kept of a shop: Shopify asks for it 48 hours after an uninstall. */
export async function eraseShop(prisma: PrismaClient, shop: string): Promise<void> {
  await prisma.$transaction(
    ERASED_WITH_SHOP.map(
      (table) => prisma.$executeRaw`DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE "shop" = ${shop}`,
    ),
  );
}
