import { randomUUID } from "node:crypto";

import type { Prisma, PrismaClient, Redemption } from "@prisma/client";

import type { Clock } from "../../platform/clock.server.ts";
import { lockedTime } from "../../platform/lock.server.ts";

/**
 * For so long nobody else settles what one has claimed. It is four times the time limit of a document of the Admin API (ADMIN_LIMITS), and as
 * long as Shopify is given to be done with a call that it did not answer.
 */
export const CLAIM_MILLISECONDS = 180_000;

/** A redemption that one run is settling, and no other. */
export interface Claim {
  /** Names the run: what it learns counts only while the redemption still has it. */
  readonly claimId: string;
  /** As it was before. */
  readonly redemption: Redemption;
  /** Whether a run before this one may have had Shopify give it. */
  readonly wasTried: boolean;
}

/** Redemptions that are reserved, and that nobody is settling just now. */
export function unsettled(now: Date) {
  return {
    state: "reserved",
    OR: [{ claimedAt: null }, { claimedAt: { lt: new Date(now.getTime() - CLAIM_MILLISECONDS) } }],
  };
}

/** Claims a redemption; null where it is settled, or where another run has it. */
export async function claimRedemption(
  prisma: PrismaClient,
  shop: string,
  id: string,
  clock: Clock,
): Promise<Claim | null> {
  return prisma.$transaction(async (transaction) => {
    const now = await lockedTime(transaction, clock, shop, `redemption ${id}`);
    const redemption = await transaction.redemption.findFirst({
      where: { shop, id, ...unsettled(now) },
    });
    if (!redemption) return null;
    const claimId = randomUUID();
    await transaction.redemption.update({
      where: { shop_id: { shop, id } },
      data: { claimId, claimedAt: now },
    });
    return { claimId, redemption, wasTried: redemption.claimedAt !== null };
  });
}

/** The redemption, as long as the claim holds. */
export const heldBy = ({
  claimId,
  redemption: { shop, id },
}: Claim): Prisma.RedemptionWhereInput => ({ shop, id, claimId, state: "reserved" });

/** Holds on to a redemption for the whole time again. @returns whether it is still this run's */
export async function renewClaim(
  prisma: PrismaClient,
  claim: Claim,
  clock: Clock,
): Promise<boolean> {
  const { count } = await prisma.redemption.updateMany({
    where: heldBy(claim),
    data: { claimedAt: await clock(prisma) },
  });
  return count > 0;
}

/** Lets go of a redemption that another run may try at once; it still says that it was tried. */
export async function releaseClaim(
  transaction: Prisma.TransactionClient,
  claim: Claim,
): Promise<void> {
  await transaction.redemption.updateMany({
    where: heldBy(claim),
    data: { claimedAt: new Date(0) },
  });
}
