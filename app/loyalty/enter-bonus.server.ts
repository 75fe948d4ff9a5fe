import type { Prisma } from "@prisma/client";

import type { EntryKind } from "../../core/loyalty/order-entries.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";

/** Points that come of something else than an order. */
export interface Bonus {
  /** Names the cause: what has happened once is entered once. */
  readonly key: string;
  readonly customerId: string;
  readonly kind: Exclude<EntryKind, "redeemed" | "expired" | "returned">;
  readonly points: number;
  readonly availableAt: Date;
  readonly programmeVersion: number;
}

/** Enters points, once for their key. @returns whether they are new */
export async function enterBonus(
  transaction: Prisma.TransactionClient,
  shop: string,
  bonus: Bonus,
  now: Date,
): Promise<boolean> {
  const { count } = await transaction.ledgerEntry.createMany({
    data: { shop, ...bonus, createdAt: now },
    skipDuplicates: true,
  });
  if (count > 0) await noteMirrorRequest(transaction, shop, bonus.customerId);
  return count > 0;
}
