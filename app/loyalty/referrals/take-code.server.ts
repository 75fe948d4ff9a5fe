import { randomUUID } from "node:crypto";

import type { Prisma, PrismaClient, Referral } from "@prisma/client";

import type { ReferralRules } from "../../../core/loyalty/programme.ts";
import { friendCodeOf } from "../../../core/loyalty/referral.ts";
import type { Clock } from "../../platform/clock.server.ts";
import { lockAll, lockedTime } from "../../platform/lock.server.ts";
import type { LockedTime } from "../../platform/lock.server.ts";
import { keyedHash } from "../../platform/secrets.server.ts";
import {
  contactSubjects,
  erasedAmong,
  holdOffErasure,
  isErased,
} from "../../privacy/erased.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { createCode } from "../../shopify/documents/create-code.server.ts";
import { judgeFriend } from "./judge-friend.server.ts";
import type { Friend, FriendVerdict } from "./judge-friend.server.ts";

const DAY_MILLISECONDS = 86_400_000;
/** How long a friend has to use their code. */
export const CODE_DAYS = 30;
/**
 * So many codes of a link in a day are for people whom Shopify does not know. Who is signed in, or is a customer, has one in any case:
 * a stranger who makes addresses up takes nothing from them.
 */
const STRANGERS_PER_DAY = 1_000;
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
  const referralCode = keyedHash("referral-link", `${shop} ${customerId}`).slice(0, CODE_LENGTH);
  return prisma.$transaction(async (transaction) => {
    // Their link leads nowhere.
    if (await isErased(transaction, shop, customerId)) return referralCode;
    await transaction.memberProfile.createMany({
      data: { shop, customerId },
      skipDuplicates: true,
    });
    // A process with another key may have made one meanwhile: the first one stays, since it may be shared already.
    await transaction.memberProfile.updateMany({
      where: { shop, customerId, referralCode: null },
      data: { referralCode },
    });
    const { referralCode: made } = await transaction.memberProfile.findUniqueOrThrow({ where });
    return made!;
  });
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
  /** A UUID that the form was given. */
  readonly id: string;
  readonly referrerId: string;
  readonly friend: Friend;
  readonly rules: ReferralRules;
  readonly currencyCode: string;
}

export type TakenCode =
  | { readonly ok: true; readonly code: string }
  /** Beside a verdict's: `busy`, too many strangers for today; `gone`, whose link it is was erased meanwhile. */
  | { readonly ok: false; readonly refusal: "own" | "known" | "busy" | "gone" };

/**
 * Gives a friend a code for their first order: one at a time, however often they ask, and by however many links. It counts for whose
 * link they came by first. It is noted first, then made in Shopify under its name, so that a second try finds what the first one
 * made; and it is for that customer alone where there is one.
 * @throws {AdminApiError} when Shopify cannot be reached, or refuses; the friend tries again
 */
export async function takeFriendCode(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  { id, referrerId, friend, rules, currencyCode }: FriendWish,
  clock: Clock,
): Promise<TakenCode> {
  const verdict = await judgeFriend({ prisma, shop, client }, friend, referrerId);
  if (!verdict.ok) return verdict;
  const noted = await prisma.$transaction(async (transaction) => {
    const { customerId } = verdict;
    const people = customerId === null ? [referrerId] : [referrerId, customerId];
    await holdOffErasure(transaction, shop, people);
    // Of somebody whom Shopify does not know, all that may say so is the address.
    const email = customerId === null && "email" in friend ? friend.email : null;
    const subjects = [...people, ...contactSubjects({ email, phone: null })];
    const erased = await erasedAmong(transaction, shop, subjects);
    if (erased.has(referrerId)) return "gone";
    // Nothing is noted of them any more, and their order would count for nobody.
    if (erased.size > 0) return "known";
    await lockFriend(transaction, shop, verdict);
    const now = await lockedTime(transaction, clock, shop, referrerId);
    return noteFriend(transaction, { shop, id, referrerId, verdict }, now);
  });
  if (typeof noted === "string") return { ok: false, refusal: noted };
  const { code, customerId, createdAt } = noted;
  const made = await createCode(client, {
    code,
    title: code,
    customerId,
    amountMinor: rules.friendOffMinor,
    minimumMinor: Math.max(rules.minimumMinor, rules.friendOffMinor),
    currencyCode,
    startsAt: createdAt.toISOString(),
    endsAt: new Date(createdAt.getTime() + CODE_DAYS * DAY_MILLISECONDS).toISOString(),
  });
  if (!made.ok)
    throw new AdminApiError(`Shopify refuses the code of a referral: ${made.message}`, {
      isTransient: false,
    });
  return { ok: true, code };
}

interface NewFriend {
  readonly shop: string;
  readonly id: string;
  readonly referrerId: string;
  readonly verdict: Extract<FriendVerdict, { ok: true }>;
}

/** One who asks by two links at once has the second wait for the first. Taken before the referrer's lock, and of other names than customers'. */
async function lockFriend(
  transaction: Prisma.TransactionClient,
  shop: string,
  { customerId, hashes }: NewFriend["verdict"],
): Promise<void> {
  const ids = customerId === null ? hashes : [...hashes, customerId];
  await lockAll(transaction, shop, ids.map((id) => `friend ${id}`).toSorted());
}

/** The code that a friend has, of whatever link, or a new one; or why there is none. The caller holds the friend's and the referrer's lock. */
async function noteFriend(
  transaction: Prisma.TransactionClient,
  { shop, id, referrerId, verdict }: NewFriend,
  now: LockedTime,
): Promise<Referral | "known" | "busy"> {
  const { customerId, hashes } = verdict;
  const before = await transaction.referral.findMany({
    where: {
      shop,
      // Also by their id: a customer may have another address by now.
      OR: [{ friendHash: { in: [...hashes] } }, ...(customerId === null ? [] : [{ customerId }])],
    },
    orderBy: { createdAt: "desc" },
  });
  // Of any link: a friend is new once.
  if (before.some((one) => one.orderId !== null)) return "known";
  const since = (days: number) => new Date(now.getTime() - days * DAY_MILLISECONDS);
  const standing = before.find((one) => one.createdAt > since(CODE_DAYS));
  if (standing) return standing;
  if (customerId === null && (await hasManyStrangers(transaction, shop, referrerId, since(1))))
    return "busy";
  // A form that was sent for another address before has made a code already.
  const isUsed = (await transaction.referral.count({ where: { shop, id } })) > 0;
  const newId = isUsed ? randomUUID() : id;
  const data = { shop, referrerId, customerId, friendHash: hashes[0], createdAt: now };
  return transaction.referral.create({ data: { ...data, id: newId, code: friendCodeOf(newId) } });
}

/** Whether as many strangers as may have codes of a link in a day. */
async function hasManyStrangers(
  transaction: Prisma.TransactionClient,
  shop: string,
  referrerId: string,
  since: Date,
): Promise<boolean> {
  const where = { shop, referrerId, customerId: null, createdAt: { gt: since } };
  return (await transaction.referral.count({ where })) >= STRANGERS_PER_DAY;
}
