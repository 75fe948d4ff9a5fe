import type { PrismaClient, Redemption } from "@prisma/client";

import type { RedeemingWay } from "../../../core/loyalty/programme.ts";
import { checkRedemption } from "../../../core/loyalty/redeeming.ts";
import type { RedemptionRefusal } from "../../../core/loyalty/redeeming.ts";
import type { Clock } from "../../platform/clock.server.ts";
import { lockedTime } from "../../platform/lock.server.ts";
import { spendablePoints } from "../balances.server.ts";
import { programmeVersions } from "../programme-store.server.ts";
import { noteMirrorRequest } from "../request-mirror.server.ts";

export interface RedemptionWish {
  /** A UUID that the form was given: the same wish, sent twice, is one redemption. */
  readonly id: string;
  readonly customerId: string;
  readonly points: number;
  readonly way: RedeemingWay;
}

export type Reservation =
  | { readonly ok: true; readonly redemption: Redemption }
  | { readonly ok: false; readonly refusal: RedemptionRefusal };

/**
 * Takes points out of a customer's balance, to be turned into money: from here on they are gone until Shopify refuses.
 * Of two wishes for the same points, one gets them.
 */
export async function reserveRedemption(
  prisma: PrismaClient,
  shop: string,
  { id, customerId, points, way }: RedemptionWish,
  clock: Clock,
): Promise<Reservation> {
  return prisma.$transaction(async (transaction): Promise<Reservation> => {
    const now = await lockedTime(transaction, clock, shop, customerId);
    const known = await transaction.redemption.findUnique({ where: { shop_id: { shop, id } } });
    if (known)
      return known.customerId === customerId
        ? { ok: true, redemption: known }
        : { ok: false, refusal: "not-offered" };
    const versions = await programmeVersions(transaction, shop);
    const programme = versions.at(-1);
    if (!programme) return { ok: false, refusal: "not-offered" };
    const available = await spendablePoints(transaction, shop, customerId, versions, now);
    const settings = await transaction.shop.findUniqueOrThrow({ where: { shop } });
    const { rules } = programme;
    const worth = checkRedemption(points, way, available, rules, settings.currencyCode);
    if (typeof worth === "string") return { ok: false, refusal: worth };
    const { currencyCode } = rules;
    const redemption = await transaction.redemption.create({
      data: {
        shop,
        id,
        customerId,
        points,
        amountMinor: worth,
        currencyCode,
        way,
        state: "reserved",
        createdAt: now,
      },
    });
    await transaction.ledgerEntry.create({
      data: {
        shop,
        key: `redemption/${id}`,
        customerId,
        kind: "redeemed",
        points: -points,
        availableAt: now,
        programmeVersion: programme.version,
        createdAt: now,
      },
    });
    await noteMirrorRequest(transaction, shop, customerId);
    return { ok: true, redemption };
  });
}
