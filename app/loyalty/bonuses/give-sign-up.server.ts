import type { PrismaClient } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { versionAt } from "../../../core/loyalty/programme-for.ts";
import { parseCustomerPayload } from "../../orders/webhook-payloads.server.ts";
import { isErased } from "../../privacy/erased.server.ts";
import { enterBonus } from "../enter-bonus.server.ts";
import { programmeVersions } from "../programme-store.server.ts";

/**
 * Gives a customer the points for a new account, once ever, by the programme of the moment in which they got it. Whoever
 * Shopify only keeps because they bought, or asked for news, has none.
 */
export async function giveSignUp(
  prisma: PrismaClient,
  shop: string,
  payload: unknown,
  now: Date,
): Promise<void> {
  const { customerId, hasAccount, at } = parseCustomerPayload(payload);
  if (!hasAccount) return;
  const version = versionAt(await programmeVersions(prisma, shop), at);
  const points = version?.rules.isRunning ? version.rules.bonuses.signUpPoints : 0;
  if (!version || points === 0) return;
  await prisma.$transaction(async (transaction) => {
    if (await isErased(transaction, shop, customerId)) return;
    await enterBonus(
      transaction,
      shop,
      {
        key: `sign-up/${numericId(customerId)}`,
        customerId,
        kind: "signed-up",
        points,
        availableAt: new Date(at),
        programmeVersion: version.version,
      },
      now,
    );
  });
}
