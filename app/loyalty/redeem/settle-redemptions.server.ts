import type { PrismaClient, Redemption } from "@prisma/client";

import { codeOf } from "../../../core/loyalty/redeeming.ts";
import { exactNumber } from "../../../core/money/exact-number.ts";
import { ItemRun } from "../../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../../set-aside/item-run.server.ts";
import { AdminApiRefusal } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { createCode } from "../../shopify/documents/create-code.server.ts";
import type { GrantOutcome } from "../../shopify/documents/grant-outcome.ts";
import { addCredit, findCredits } from "../../shopify/documents/credit-account.server.ts";
import { currentProgramme } from "../programme-store.server.ts";
import { noteMirrorRequest } from "../request-mirror.server.ts";

/** For so long nobody else settles what one has claimed: longer than any call to Shopify takes. */
const CLAIM_MILLISECONDS = 120_000;
/** Shopify's clock and ours may differ by so much. */
const CLOCK_MILLISECONDS = 60_000;

/** Redemptions that are reserved, and that nobody is settling just now. */
export function unsettled(now: Date) {
  return {
    state: "reserved",
    OR: [{ claimedAt: null }, { claimedAt: { lt: new Date(now.getTime() - CLAIM_MILLISECONDS) } }],
  };
}

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
  now: () => Date,
): Promise<void> {
  const waiting = await prisma.redemption.findMany({
    where: { shop, ...unsettled(now()) },
    orderBy: { createdAt: "asc" },
  });
  const run = new ItemRun({ prisma, shop, now }, REDEMPTIONS);
  await run.each(waiting, ({ id }) => settleRedemption(prisma, shop, client, id, now));
  run.finish();
}

/**
 * Has Shopify give what was reserved, and notes that it did; or, where Shopify refuses for good, gives the points
 * back. Whatever step it dies at, another run ends it: a code is found by its name, and a credit among the
 * customer's transactions.
 * @returns the redemption as it is then; still reserved while another one settles it
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function settleRedemption(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  id: string,
  now: () => Date,
): Promise<Redemption> {
  const key = { shop_id: { shop, id } };
  const before = await prisma.redemption.findUniqueOrThrow({ where: key });
  const { count } = await prisma.redemption.updateMany({
    where: { shop, id, ...unsettled(now()) },
    data: { claimedAt: now() },
  });
  if (count === 0) return prisma.redemption.findUniqueOrThrow({ where: key });
  const wasTried = before.claimedAt !== null;
  const outcome = await grant(prisma, client, before, wasTried).catch(async (failure: unknown) => {
    // The claim ends, and says still that it was tried.
    await prisma.redemption.update({ where: key, data: { claimedAt: new Date(0) } });
    throw failure;
  });
  return outcome.ok
    ? prisma.redemption.update({ where: key, data: { state: "done", grantId: outcome.id } })
    : giveBack(prisma, before, outcome.message, now());
}

async function grant(
  prisma: PrismaClient,
  client: AdminClient,
  redemption: Redemption,
  wasTried: boolean,
): Promise<GrantOutcome> {
  const { id, customerId, currencyCode, createdAt } = redemption;
  const amountMinor = exactNumber(redemption.amountMinor);
  if (redemption.way === "code")
    return unlessRefused(
      createCode(client, {
        code: codeOf(id),
        title: codeOf(id),
        customerId,
        amountMinor,
        // On a smaller cart, points would be lost.
        minimumMinor: amountMinor,
        currencyCode,
        startsAt: createdAt.toISOString(),
        endsAt: null,
      }),
    );
  const arrived = wasTried ? await findLostCredit(prisma, client, redemption) : null;
  return arrived
    ? { ok: true, id: arrived }
    : unlessRefused(addCredit(client, customerId, amountMinor, currencyCode));
}

async function unlessRefused(asked: Promise<GrantOutcome>): Promise<GrantOutcome> {
  try {
    return await asked;
  } catch (failure) {
    if (!(failure instanceof AdminApiRefusal)) throw failure;
    return { ok: false, message: failure.message };
  }
}

/** A credit of the amount, since the redemption, that no other one has: the answer to an earlier try was lost. */
async function findLostCredit(
  prisma: PrismaClient,
  client: AdminClient,
  { shop, customerId, amountMinor, currencyCode, createdAt }: Redemption,
): Promise<string | null> {
  const since = createdAt.getTime() - CLOCK_MILLISECONDS;
  const credits = (await findCredits(client, customerId, currencyCode)).filter(
    (one) => one.amountMinor === exactNumber(amountMinor) && one.at.getTime() >= since,
  );
  const claimed = await prisma.redemption.findMany({
    where: { shop, grantId: { in: credits.map((one) => one.id) } },
  });
  return credits.find((one) => !claimed.some(({ grantId }) => grantId === one.id))?.id ?? null;
}

async function giveBack(
  prisma: PrismaClient,
  { shop, id, customerId, points }: Redemption,
  message: string,
  now: Date,
): Promise<Redemption> {
  return prisma.$transaction(async (transaction) => {
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
    return transaction.redemption.update({
      where: { shop_id: { shop, id } },
      data: { state: "returned", message },
    });
  });
}
