import type { Prisma } from "@prisma/client";

/**
 * Notes that a shop's offers changed. It is part of the change's own transaction, so a change can
 * never be stored without the wish to publish it; the sweep finds what no job was started for.
 */
export async function notePublishRequest(
  transaction: Prisma.TransactionClient,
  shop: string,
): Promise<void> {
  await transaction.publishRun.upsert({
    where: { shop },
    create: { shop, requested: 1, state: "queued" },
    update: { requested: { increment: 1 }, state: "queued" },
  });
}
