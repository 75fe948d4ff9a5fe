import type { Prisma } from "@prisma/client";

import type { Clock } from "./clock.server.ts";

declare const AFTER_LOCK: unique symbol;

/**
 * A time that was read when a lock was held, so that it is later than all that was decided under the lock before. What
 * decides by time takes this type: a time from before the lock may be older than what another process has just done.
 */
export type LockedTime = Date & { readonly [AFTER_LOCK]: true };

/** The same as {@link lock}, for what is decided by time. @returns the time, read after the wait */
export async function lockedTime(
  transaction: Prisma.TransactionClient,
  clock: Clock,
  shop: string,
  id: string,
): Promise<LockedTime> {
  await lock(transaction, shop, id);
  return (await clock(transaction)) as LockedTime;
}

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

/** The same of many things beside others who hold them so. Who takes one of them alone waits for all of these, and they for that one. */
export async function lockAllShared(
  transaction: Prisma.TransactionClient,
  shop: string,
  ids: readonly string[],
): Promise<void> {
  const names = ids.map((id) => `${shop} ${id}`);
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS name`;
}
