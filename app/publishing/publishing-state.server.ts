import type { PrismaClient } from "@prisma/client";

/** How far a shop's offers are on their way to the storefront; null before the first time. */
export async function findPublishingState(prisma: PrismaClient, shop: string) {
  return prisma.publishRun.findUnique({
    where: { shop },
    select: { state: true, written: true, total: true, message: true },
  });
}
