import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { globalId } from "../../../core/catalog/global-id.ts";
import { versionAt } from "../../../core/loyalty/programme-for.ts";
import { instantSchema } from "../../orders/webhook-fields.ts";
import { isErased } from "../../privacy/erased.server.ts";
import { enterBonus } from "../enter-bonus.server.ts";
import { programmeVersions } from "../programme-store.server.ts";

/** Of a customer's webhook, what tells of an account: `enabled` once there is one (shopify.dev, REST Customer, "state"). */
const payloadSchema = z.object({
  id: z.number(),
  state: z.string().nullish(),
  created_at: instantSchema,
  updated_at: instantSchema.nullish(),
});

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
  const customer = payloadSchema.parse(payload);
  if (customer.state !== "enabled") return;
  const at = customer.updated_at ?? customer.created_at;
  const version = versionAt(await programmeVersions(prisma, shop), at);
  const points = version?.rules.isRunning ? version.rules.bonuses.signUpPoints : 0;
  if (!version || points === 0) return;
  const customerId = globalId("Customer", customer.id);
  await prisma.$transaction(async (transaction) => {
    if (await isErased(transaction, shop, customerId)) return;
    await enterBonus(
      transaction,
      shop,
      {
        key: `sign-up/${customer.id}`,
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
