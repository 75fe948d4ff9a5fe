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

/** The same of many things in one statement, in the order given: sort the ids, so that no two callers wait for each other. */
export async function lockAll(
  transaction: Prisma.TransactionClient,
  shop: string,
  ids: readonly string[],
): Promise<void> {
  const names = ids.map((id) => `${shop} ${id}`);
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS name`;
}
