import { z } from "zod";

import type { RedeemAnswer } from "../../core/loyalty/after-purchase.ts";
import { REDEEMING_WAYS } from "../../core/loyalty/programme.ts";
import { codeOf } from "../../core/loyalty/redeeming.ts";
import { reserveRedemption } from "../loyalty/redeem/reserve-redemption.server.ts";
import { settleRedemption } from "../loyalty/redeem/settle-redemptions.server.ts";
import type { Jobs } from "../platform/jobs.server.ts";
import { log } from "../platform/log.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { BuyerContext } from "./load-after-purchase.server.ts";

export const redeemSchema = z.object({
  /** Made by the page once for what is typed: sent twice, it is one redemption. */
  id: z.uuid("Send an id of the wish: a UUID."),
  points: z.number({ error: "Send a number of points." }),
  way: z.enum(REDEEMING_WAYS, { error: "Send what points become." }),
});

/** Turns points of the signed-in customer into money. Sent twice, it is one redemption, with the same answer. */
export async function redeemAfterPurchase(
  { prisma, shop, client, jobs }: BuyerContext & { readonly jobs: Jobs },
  customerId: string,
  wish: z.infer<typeof redeemSchema>,
  now: () => Date,
): Promise<RedeemAnswer> {
  const reserved = await reserveRedemption(prisma, shop, { ...wish, customerId }, now());
  if (!reserved.ok) return { state: "refused", refusal: reserved.refusal };
  await jobs.ask("mirror", { shop });
  try {
    const settled = await settleRedemption(prisma, shop, client, wish.id, now);
    const { state, way, amountMinor, currencyCode } = settled;
    if (state === "returned") return { state };
    if (state === "reserved") return { state: "waiting" };
    const code = way === "code" ? codeOf(wish.id) : null;
    return { state: "done", code, amountMinor, currencyCode };
  } catch (failure) {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop, redemption: wish.id, err: failure }, "a redemption waits for Shopify");
    await jobs.ask("redeem", { shop });
    return { state: "waiting" };
  }
}
