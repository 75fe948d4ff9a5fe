import type { PrismaClient, Redemption } from "@prisma/client";

import type { Clock } from "../../platform/clock.server.ts";
import { lock, lockedTime } from "../../platform/lock.server.ts";
import { log } from "../../platform/log.server.ts";
import { ItemRun } from "../../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../../set-aside/item-run.server.ts";
import { AdminApiError, AdminApiUnanswered } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { currentProgramme } from "../programme-store.server.ts";
import { noteMirrorRequest } from "../request-mirror.server.ts";
import {
  claimRedemption,
  heldBy,
  releaseClaim,
  renewClaim,
  unsettled,
} from "./claim-redemption.server.ts";
import type { Claim } from "./claim-redemption.server.ts";
import { grantRedemption } from "./grant-redemption.server.ts";

/** Its points stay reserved: whether Shopify gave something for them, a person has to look. */
const REDEMPTIONS: ItemsOfKind<Redemption> = {
  kind: "redemption",
  idOf: (redemption) => redemption.id,
  subjectOf: (redemption) => redemption.customerId,
};

/** Settles what a shop's redemptions wait for, oldest first. @throws {AdminApiError} the job tries again */
export async function settleRedemptions(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  clock: Clock,
): Promise<void> {
  const waiting = await prisma.redemption.findMany({
    where: { shop, ...unsettled(await clock(prisma)) },
    orderBy: { createdAt: "asc" },
  });
  const run = new ItemRun({ prisma, shop, now: () => clock(prisma) }, REDEMPTIONS);
  await run.each(waiting, ({ id }) => settleRedemption(prisma, shop, client, id, clock));
  run.finish();
}

/**
 * Has Shopify give what was reserved, and notes that it did; or, where Shopify refuses for good, gives the points
 * back. Whatever step it dies at, another run ends it. What Shopify answers to a run that has lost its claim changes
 * nothing.
 * @returns the redemption as it is then; still reserved while another one settles it
 * @throws {AdminApiError} when Shopify cannot be reached, or does not say what it did: then the claim is kept, so that
 * nobody tries again before Shopify is surely done
 */
export async function settleRedemption(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  id: string,
  clock: Clock,
): Promise<Redemption> {
  const claim = await claimRedemption(prisma, shop, id, clock);
  if (claim) await settleClaimed(prisma, client, claim, clock);
  return prisma.redemption.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
}

async function settleClaimed(
  prisma: PrismaClient,
  client: AdminClient,
  claim: Claim,
  clock: Clock,
): Promise<void> {
  const isStillOurs = () => renewClaim(prisma, claim, clock);
  const outcome = await grantRedemption(prisma, client, claim, isStillOurs).catch(
    async (failure: unknown) => {
      if (!(failure instanceof AdminApiUnanswered)) await releaseClaim(prisma, claim);
      throw failure;
    },
  );
  if (outcome?.ok) await noteGiven(prisma, claim, outcome.id, clock);
  else if (outcome) await giveBack(prisma, claim, outcome.message, clock);
}

/**
 * Notes what Shopify gave. One thing that it gave settles one redemption: of two for the same amount, the other one may have taken
 * this credit for its own when its answer was lost, and then this one's is still to come.
 */
async function noteGiven(
  prisma: PrismaClient,
  claim: Claim,
  grantId: string,
  clock: Clock,
): Promise<void> {
  const { shop, id, customerId, way } = claim.redemption;
  const outcome = await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, customerId);
    const other = await transaction.redemption.findFirst({ where: { shop, grantId } });
    if (other?.id === id) return "noted";
    if (other && way === "code") return "taken";
    if (other) {
      await releaseClaim(transaction, claim);
      return "another's";
    }
    const data = { state: "done", grantId };
    const { count } = await transaction.redemption.updateMany({ where: heldBy(claim), data });
    return count > 0 ? "noted" : "late";
  });
  if (outcome === "late") await reportLate(prisma, claim, grantId);
  // Codes are named after the wish's id, which a page may choose so that two have one name.
  if (outcome === "taken")
    await giveBack(prisma, claim, "Its code belongs to another redemption.", clock);
  if (outcome === "another's")
    throw new AdminApiError(
      "What Shopify gave has settled another redemption. It is tried again.",
      {
        isTransient: true,
      },
    );
}

/** What came after somebody else had taken over may have been given twice. It is for a person to look at: nothing is taken back. */
async function reportLate(prisma: PrismaClient, claim: Claim, grantId: string): Promise<void> {
  const { shop, id, customerId } = claim.redemption;
  const where = { shop_id: { shop, id } };
  const { grantId: noted } = await prisma.redemption.update({
    where,
    data: { lateGrantId: grantId },
  });
  log.error(
    { shop, redemption: id, customerId, late: grantId, noted },
    "Shopify told of a credit after its redemption was taken over: the customer may have it twice",
  );
}

async function giveBack(
  prisma: PrismaClient,
  claim: Claim,
  message: string,
  clock: Clock,
): Promise<void> {
  const { shop, id, customerId, points } = claim.redemption;
  await prisma.$transaction(async (transaction) => {
    const now = await lockedTime(transaction, clock, shop, customerId);
    const data = { state: "returned", message };
    const { count } = await transaction.redemption.updateMany({ where: heldBy(claim), data });
    if (count === 0) return;
    const programme = await currentProgramme(transaction, shop);
    if (points > 0)
      await transaction.ledgerEntry.createMany({
        data: {
          shop,
          key: `redemption/${id}/returned`,
          customerId,
          kind: "returned",
          points,
          availableAt: now,
          programmeVersion: programme?.version ?? 0,
          reason: message,
          createdAt: now,
        },
        skipDuplicates: true,
      });
    await noteMirrorRequest(transaction, shop, customerId);
  });
}
