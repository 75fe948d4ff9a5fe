import type { Prisma } from "@prisma/client";

/**
 * Waits for, and holds to the end of the transaction, the lock of something of a shop's, by its id: two changes
 * of it are worked off one after the other, in whatever processes.
 */
export async function lock(
  transaction: Prisma.TransactionClient,
  shop: string,
  id: string,
): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${shop} ${id}`}, 0))`;
}
