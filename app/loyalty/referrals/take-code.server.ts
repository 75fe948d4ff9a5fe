import { createHmac } from "node:crypto";

import type { PrismaClient } from "@prisma/client";

import { KNOWN_ORDERS } from "../../../core/attribution/standing.ts";
import type { ReferralRules } from "../../../core/loyalty/programme.ts";
import { friendCodeOf } from "../../../core/loyalty/referral.ts";
import type { Clock } from "../../platform/clock.server.ts";
import { getConfig } from "../../platform/config.server.ts";
import { lockedTime } from "../../platform/lock.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { createCode } from "../../shopify/documents/create-code.server.ts";

const DAY_MILLISECONDS = 86_400_000;
/** How long a friend has to use their code. */
export const CODE_DAYS = 30;
/** One link hands out so many codes in a day: whoever shares it widely is not stopped, a script is. */
const CODES_PER_DAY = 50;
const CODE_LENGTH = 10;

/** The code in a customer's link, made when it is first asked for: it says nothing of who they are. */
export async function referralCodeOf(
  prisma: PrismaClient,
  shop: string,
  customerId: string,
): Promise<string> {
  const where = { shop_customerId: { shop, customerId } };
  const known = await prisma.memberProfile.findUnique({ where });
  if (known?.referralCode) return known.referralCode;
  const referralCode = createHmac("sha256", getConfig().SHOPIFY_API_SECRET)
    .update(`referral ${shop} ${customerId}`)
    .digest("hex")
    .slice(0, CODE_LENGTH);
  await prisma.memberProfile.upsert({
    where,
    create: { shop, customerId, referralCode },
    update: { referralCode },
  });
  return referralCode;
}

/** The customer whose link has a code; null for none. */
export async function referrerOf(
  prisma: PrismaClient,
  shop: string,
  referralCode: string,
): Promise<string | null> {
  const profile = await prisma.memberProfile.findUnique({
    where: { shop_referralCode: { shop, referralCode } },
  });
  return profile?.customerId ?? null;
}

export interface FriendWish {
  /** A UUID that the form was given: the same form, sent twice, is one code. */
  readonly id: string;
  readonly referrerId: string;
  /** Who asks, where they are signed in. */
  readonly visitorId: string | null;
  readonly rules: ReferralRules;
  readonly currencyCode: string;
}

export type TakenCode =
  | { readonly ok: true; readonly code: string }
  /** `own`: it is the visitor's own link; `known`: they have bought before; `busy`: too many codes for today. */
  | { readonly ok: false; readonly refusal: "own" | "known" | "busy" };

/**
 * Gives a friend a code for their first order: noted first, then made in Shopify under its name, so that a second try
 * finds what the first one made.
 * @throws {AdminApiError} when Shopify cannot be reached, or refuses; the friend tries again
 */
export async function takeFriendCode(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  { id, referrerId, visitorId, rules, currencyCode }: FriendWish,
  clock: Clock,
): Promise<TakenCode> {
  if (visitorId === referrerId) return { ok: false, refusal: "own" };
  const ofVisitor = { shop, customerId: visitorId, standing: { in: [...KNOWN_ORDERS] } };
  if (visitorId && (await prisma.orderFact.count({ where: ofVisitor })) > 0)
    return { ok: false, refusal: "known" };
  const code = friendCodeOf(id);
  const takenAt = await prisma.$transaction(async (transaction) => {
    const now = await lockedTime(transaction, clock, shop, referrerId);
    const where = { shop, referrerId };
    const known = await transaction.referral.findFirst({ where: { ...where, id } });
    if (known) return known.createdAt;
    const today = await transaction.referral.count({
      where: { ...where, createdAt: { gt: new Date(now.getTime() - DAY_MILLISECONDS) } },
    });
    if (today >= CODES_PER_DAY) return null;
    await transaction.referral.create({ data: { ...where, id, code, createdAt: now } });
    return now;
  });
  if (!takenAt) return { ok: false, refusal: "busy" };
  const made = await createCode(client, {
    code,
    title: code,
    customerId: null,
    amountMinor: rules.friendOffMinor,
    minimumMinor: Math.max(rules.minimumMinor, rules.friendOffMinor),
    currencyCode,
    startsAt: takenAt.toISOString(),
    endsAt: new Date(takenAt.getTime() + CODE_DAYS * DAY_MILLISECONDS).toISOString(),
  });
  if (!made.ok)
    throw new AdminApiError(`Shopify refuses the code of a referral: ${made.message}`, {
      isTransient: false,
    });
  return { ok: true, code };
}
