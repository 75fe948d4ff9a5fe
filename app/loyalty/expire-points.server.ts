import type { Prisma } from "@prisma/client";

import { expiryOf } from "../../core/loyalty/expiry.ts";
import type { DatedEntry, Expiry } from "../../core/loyalty/expiry.ts";
import type { EntryKind } from "../../core/loyalty/order-entries.ts";
import type { ProgrammeVersion } from "../../core/loyalty/programme.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import type { LockedTime } from "../platform/lock.server.ts";

/** What a customer's entries say of expiry. Points keep the terms of the version that they were earned by. */
export async function readExpiry(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  versions: readonly ProgrammeVersion[],
  now: Date,
): Promise<Expiry> {
  if (versions.every(({ rules }) => rules.expiryDays === 0)) return { entries: [], next: null };
  const days = new Map(versions.map(({ version, rules }) => [version, rules.expiryDays]));
  const rows = await transaction.ledgerEntry.findMany({ where: { shop, customerId } });
  const entries = rows.map((row): DatedEntry => ({
    key: row.key,
    kind: row.kind as EntryKind,
    points: exactNumber(row.points),
    orderId: row.orderId,
    at: row.createdAt.toISOString(),
    availableAt: row.availableAt.toISOString(),
    expiryDays: days.get(row.programmeVersion) ?? 0,
  }));
  return expiryOf(entries, now.toISOString());
}

/**
 * Enters what of a customer's points has expired by now. The caller holds the customer's lock, and calls it before
 * points are spent, so that nobody spends what time has taken already.
 * @returns when time will let more expire; null for never
 */
export async function enterExpiry(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  versions: readonly ProgrammeVersion[],
  now: LockedTime,
): Promise<Date | null> {
  const { entries, next } = await readExpiry(transaction, shop, customerId, versions, now);
  await transaction.ledgerEntry.createMany({
    data: entries.map(({ key, points }) => ({
      shop,
      key,
      points,
      customerId,
      kind: "expired",
      availableAt: now,
      programmeVersion: versions.at(-1)!.version,
      createdAt: now,
    })),
  });
  return next && new Date(next.at);
}
