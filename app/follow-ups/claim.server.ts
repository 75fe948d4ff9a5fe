import type { FollowUp, PrismaClient } from "@prisma/client";

/** For so long a follow-up is nobody else's; a mail server that hangs is given up well before. */
const LEASE_MILLISECONDS = 10 * 60_000;

/** Takes follow-ups that are due, the longest due first, so that no other worker takes them for a while. */
export async function claimDue(
  prisma: PrismaClient,
  shop: string,
  most: number,
  now: Date,
): Promise<FollowUp[]> {
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

/** What is due of a shop, or of every shop. */
export function followUpsDue(now: Date) {
  return {
    endedBecause: null,
    dueAt: { lte: now },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  };
}

/** Lets go of a follow-up, with when to look again or why it has ended. News that came meanwhile is looked at first. */
export async function release(
  prisma: PrismaClient,
  { shop, orderId, changes }: FollowUp,
  data: {
    readonly dueAt?: Date;
    readonly endedBecause?: string;
    readonly sequenceId?: string | null;
    readonly customerId?: string | null;
    readonly failingSince?: Date | null;
  },
): Promise<void> {
  const { count } = await prisma.followUp.updateMany({
    where: { shop, orderId, changes },
    data: { ...data, claimedUntil: null },
  });
  if (count === 0)
    await prisma.followUp.updateMany({ where: { shop, orderId }, data: { claimedUntil: null } });
}
