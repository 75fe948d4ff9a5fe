import type { PrismaClient } from "@prisma/client";

import type { RedeemAnswer } from "../../../core/loyalty/after-purchase.ts";
import { codeOf } from "../../../core/loyalty/redeeming.ts";
import { exactNumber } from "../../../core/money/exact-number.ts";
import type { Clock } from "../../platform/clock.server.ts";
import type { Jobs } from "../../platform/jobs.server.ts";
import { log } from "../../platform/log.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { reserveRedemption } from "./reserve-redemption.server.ts";
import type { RedemptionWish } from "./reserve-redemption.server.ts";
import { settleRedemption } from "./settle-redemptions.server.ts";

export interface RedeemContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  readonly jobs: Pick<Jobs, "ask">;
}

/**
 * Turns points of a customer into money, while they wait; what Shopify cannot give just now, a job does. Sent twice, it is
 * one redemption, with the same answer.
 */
export async function redeemPoints(
  { prisma, shop, client, jobs }: RedeemContext,
  wish: RedemptionWish,
  clock: Clock,
): Promise<RedeemAnswer> {
  const reserved = await reserveRedemption(prisma, shop, wish, clock);
  if (!reserved.ok) return { state: "refused", refusal: reserved.refusal };
  await jobs.ask("mirror", { shop });
  try {
    const settled = await settleRedemption(prisma, shop, client, wish.id, clock);
    const { state, way, currencyCode } = settled;
    const amountMinor = exactNumber(settled.amountMinor);
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
