import type { PrismaClient, Redemption } from "@prisma/client";

import { codeOf } from "../../../core/loyalty/redeeming.ts";
import { exactNumber } from "../../../core/money/exact-number.ts";
import { AdminApiRefusal } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { createCode, findCode } from "../../shopify/documents/create-code.server.ts";
import { addCredit, findCredits } from "../../shopify/documents/credit-account.server.ts";
import type { GrantOutcome } from "../../shopify/documents/grant-outcome.ts";
import type { Claim } from "./claim-redemption.server.ts";

/** Shopify's clock and the database's may differ by so much. */
const CLOCK_MILLISECONDS = 60_000;

/**
 * Has Shopify give what was reserved. A code is found again by its name; a credit that may have been given before is looked for
 * among the customer's transactions.
 * @param isStillOurs asked right before a credit is given, of which Shopify takes no key: whoever was held up lets it be
 * @returns null where the claim was lost
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function grantRedemption(
  prisma: PrismaClient,
  client: AdminClient,
  { redemption, wasTried }: Claim,
  isStillOurs: () => Promise<boolean>,
): Promise<GrantOutcome | null> {
  const { shop, id, customerId, currencyCode, createdAt } = redemption;
  const amountMinor = exactNumber(redemption.amountMinor);
  if (redemption.way === "code") {
    const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
    // A code is of the currency that the shop has when it is made. One that a run before this one made is good.
    if (settings.currencyCode !== currencyCode) {
      const made = await findCode(client, codeOf(id));
      return made === null
        ? { ok: false, message: "The store’s currency has changed." }
        : { ok: true, id: made };
    }
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
  }
  const arrived = wasTried ? await findLostCredit(prisma, client, redemption) : null;
  if (arrived) return { ok: true, id: arrived };
  if (!(await isStillOurs())) return null;
  return unlessRefused(addCredit(client, customerId, amountMinor, currencyCode));
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
