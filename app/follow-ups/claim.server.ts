import type { FollowUp, PrismaClient } from "@prisma/client";

import type { Clock } from "../platform/clock.server.ts";

/** For so long a follow-up is nobody else's; a mail server that hangs is given up well before. */
const LEASE_MILLISECONDS = 10 * 60_000;

/** Takes follow-ups that are due, the longest due first, so that no other worker takes them for a while. */
export async function claimDue(
  prisma: PrismaClient,
  shop: string,
  most: number,
  clock: Clock,
): Promise<FollowUp[]> {
  const now = await clock(prisma);
  const until = new Date(now.getTime() + LEASE_MILLISECONDS);
  return prisma.$queryRaw<FollowUp[]>`
    UPDATE "FollowUp" SET "claimedUntil" = ${until}
    WHERE "shop" = ${shop} AND "orderId" IN (
      SELECT "orderId" FROM "FollowUp"
      WHERE "shop" = ${shop} AND "endedBecause" IS NULL AND "dueAt" <= ${now}
        AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${now})
      ORDER BY "dueAt" LIMIT ${most} FOR UPDATE SKIP LOCKED
    )
    RETURNING *`;
}

/**
 * Holds on to a follow-up for the whole time again, before it is worked off: those before it in its batch may have taken long.
 * @returns null where another worker has taken it meanwhile
 */
export async function renewClaim(
  prisma: PrismaClient,
  row: FollowUp,
  clock: Clock,
): Promise<FollowUp | null> {
  const claimedUntil = new Date((await clock(prisma)).getTime() + LEASE_MILLISECONDS);
  const { count } = await prisma.followUp.updateMany({
    where: claimOf(row),
    data: { claimedUntil },
  });
  return count === 0 ? null : { ...row, claimedUntil };
}

/** A follow-up as long as it is claimed by who read the row: the instant until when names the claim. */
const claimOf = ({ shop, orderId, claimedUntil }: FollowUp) => ({ shop, orderId, claimedUntil });

/** What is due of a shop, or of every shop. */
export function followUpsDue(now: Date) {
  return {
    endedBecause: null,
    dueAt: { lte: now },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  };
}

/**
 * Lets go of a follow-up, with when to look again or why it has ended. News that came meanwhile is looked at first; one that
 * another worker has taken meanwhile is left to it.
 */
export async function release(
  prisma: PrismaClient,
  row: FollowUp,
  data: {
    readonly dueAt?: Date;
    readonly endedBecause?: string;
    readonly sequenceId?: string | null;
    readonly customerId?: string | null;
    readonly failingSince?: Date | null;
  },
): Promise<void> {
  const { count } = await prisma.followUp.updateMany({
    where: { ...claimOf(row), changes: row.changes },
    data: { ...data, claimedUntil: null },
  });
  if (count === 0)
    await prisma.followUp.updateMany({ where: claimOf(row), data: { claimedUntil: null } });
}
