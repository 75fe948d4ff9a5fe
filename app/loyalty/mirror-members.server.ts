import type { MemberMirror, PrismaClient } from "@prisma/client";

import { nextBirthday } from "../../core/loyalty/birthday.ts";
import type { Birthday } from "../../core/loyalty/birthday.ts";
import { memberDocument } from "../../core/loyalty/member-document.ts";
import type { MemberDocument } from "../../core/loyalty/member-document.ts";
import type { ProgrammeRules, ProgrammeVersion } from "../../core/loyalty/programme.ts";
import { tierEntered } from "../../core/loyalty/tier-entry.ts";
import { nextTierChange, tierAt } from "../../core/loyalty/tiers.ts";
import type { CountedOrder } from "../../core/loyalty/tiers.ts";
import type { Clock } from "../platform/clock.server.ts";
import { lockedTime } from "../platform/lock.server.ts";
import { log } from "../platform/log.server.ts";
import { sha256 } from "../platform/sha256.server.ts";
import { ItemRun } from "../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../set-aside/item-run.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import {
  METAFIELDS_PER_CALL,
  setAllowedMetafields,
} from "../shopify/documents/set-metafields.server.ts";
import { balancesOf, placedOrders } from "./balances.server.ts";
import { birthdaysOf, giveBirthdays } from "./bonuses/birthdays.server.ts";
import { creditTier } from "./credit-tier.server.ts";
import { tagMember } from "./tag-member.server.ts";
import { enterExpiry } from "./expire-points.server.ts";
import { programmeVersions } from "./programme-store.server.ts";

/** Members whose metafield is behind the ledger, or whom time may have changed. */
export function membersDue(prisma: PrismaClient, now: Date) {
  return {
    OR: [{ mirrored: { lt: prisma.memberMirror.fields.requested } }, { dueAt: { lte: now } }],
  };
}

/**
 * Writes what customers' own pages read of them, a batch after the other, and only where it differs. Each batch is
 * recorded when it is done, so a run that dies is taken up where it was. Where a batch fails, its members are taken one by one, so
 * that one of them holds up no other. A customer whom Shopify no longer knows is left alone.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function mirrorMembers(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  clock: Clock,
): Promise<void> {
  const settings = await prisma.shop.findUnique({ where: { shop } });
  const versions = await programmeVersions(prisma, shop);
  if (versions.length === 0 || !settings?.isInstalled) return;
  const { timeZone } = settings;
  const run = new ItemRun({ prisma, shop, now: () => clock(prisma) }, MEMBERS);
  let after = "";
  for (;;) {
    const at = await clock(prisma);
    const rows = await prisma.memberMirror.findMany({
      where: { shop, customerId: { gt: after }, ...membersDue(prisma, at) },
      orderBy: { customerId: "asc" },
      take: METAFIELDS_PER_CALL,
    });
    const last = rows.at(-1);
    if (!last) break;
    after = last.customerId;
    const mirror = (some: readonly MemberMirror[]) =>
      mirrorBatch({ prisma, shop, client, versions, timeZone, clock }, some, at);
    // Those that were put off go one by one from the start.
    const putOff = await run.noted(rows);
    const fresh = rows.filter((row) => !putOff.has(row));
    let left = rows;
    try {
      if (fresh.length > 0) await mirror(fresh);
      left = [...putOff];
    } catch (failure) {
      log.warn({ shop, err: failure }, "members are mirrored one by one");
    }
    await run.each(left, (row) => mirror([row]));
  }
  run.finish();
}

const MEMBERS: ItemsOfKind<MemberMirror> = {
  kind: "member",
  idOf: (row) => row.customerId,
  subjectOf: (row) => row.customerId,
  // News of them, or a try by hand, asks for it again.
  close: (transaction, { shop, customerId, requested }) =>
    transaction.memberMirror.updateMany({
      where: { shop, customerId },
      data: { mirrored: requested, dueAt: null },
    }),
};

interface MirrorContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  /** Of the programme; there is one at least. */
  readonly versions: readonly ProgrammeVersion[];
  readonly timeZone: string;
  readonly clock: Clock;
}

async function mirrorBatch(
  { prisma, shop, client, versions, timeZone, clock }: MirrorContext,
  rows: readonly MemberMirror[],
  at: Date,
): Promise<void> {
  const { rules } = versions.at(-1)!;
  const canExpire = versions.some((version) => version.rules.expiryDays > 0);
  const givesCredit = rules.tiers.levels.some((level) => level.perks.creditMinor > 0);
  const ids = rows.map((row) => row.customerId);
  const birthdays = await birthdaysOf(prisma, shop, ids);
  await giveBirthdays(prisma, shop, birthdays, versions, timeZone, at);
  const expiries = new Map<string, Date | null>();
  for (const customerId of canExpire ? ids : [])
    await prisma.$transaction(async (transaction) => {
      const locked = await lockedTime(transaction, clock, shop, customerId);
      const next = await enterExpiry(transaction, shop, customerId, versions, locked);
      expiries.set(customerId, next);
    });
  const orders = await placedOrders(prisma, shop, ids);
  for (const [customerId, own] of givesCredit ? orders : [])
    // As a rule there is none, and nothing to lock for.
    if (tierEntered(versions, own, at.toISOString(), timeZone))
      await creditTier(prisma, shop, customerId, versions, timeZone, clock);
  const states = await statesOf({
    prisma,
    rows,
    rules,
    timeZone,
    orders,
    expiries,
    birthdays,
    now: at,
  });
  const changed = states.filter(({ row, value }) => row.hash !== sha256(value));
  const { refusals } = await setAllowedMetafields(
    client,
    changed.map(({ row, value }) => ({
      ownerId: row.customerId,
      key: "loyalty",
      type: "json",
      value,
    })),
  );
  if (refusals.length > 0) log.warn({ shop, refusals }, "some members were not mirrored");
  const tags = new Map<string, string | null>();
  for (const { row, tag } of states) tags.set(row.customerId, await tagMember(client, row, tag));
  await prisma.$transaction(
    states.map(({ row, value, dueAt, tierId, points }) =>
      // One who was erased meanwhile has no row any more.
      prisma.memberMirror.updateMany({
        where: { shop, customerId: row.customerId },
        // What changed while this ran keeps a request that is ahead.
        data: {
          mirrored: row.requested,
          hash: sha256(value),
          dueAt,
          tierId,
          points,
          tag: tags.get(row.customerId) ?? null,
        },
      }),
    ),
  );
}

interface MemberState {
  readonly row: MemberMirror;
  readonly value: string;
  readonly dueAt: Date | null;
  readonly tierId: string | null;
  /** What the customer is to be tagged with. */
  readonly tag: string | null;
  readonly points: number;
}

async function statesOf({
  prisma,
  rows,
  rules,
  timeZone,
  orders,
  expiries,
  birthdays,
  now,
}: {
  readonly prisma: PrismaClient;
  readonly rows: readonly MemberMirror[];
  readonly rules: ProgrammeRules;
  readonly timeZone: string;
  readonly orders: ReadonlyMap<string, CountedOrder[]>;
  /** When more of a customer's points expires. */
  readonly expiries: ReadonlyMap<string, Date | null>;
  readonly birthdays: ReadonlyMap<string, Birthday>;
  readonly now: Date;
}): Promise<MemberState[]> {
  const shop = rows[0]!.shop;
  const ids = rows.map((row) => row.customerId);
  const balances = await balancesOf(prisma, shop, ids, now);
  const pending = await prisma.ledgerEntry.groupBy({
    by: ["customerId"],
    where: { shop, customerId: { in: ids }, availableAt: { gt: now } },
    _min: { availableAt: true },
  });
  return rows.map((row) => {
    const own = orders.get(row.customerId) ?? [];
    const at = now.toISOString();
    const balance = balances.get(row.customerId)!;
    const standing = tierAt(rules.tiers, own, at, timeZone);
    const document: MemberDocument = memberDocument(balance, standing, rules);
    const tierChange = nextTierChange(rules.tiers, own, at, timeZone);
    const usable = pending.find((one) => one.customerId === row.customerId)?._min.availableAt;
    const expiry = expiries.get(row.customerId);
    const birthday = birthdays.get(row.customerId);
    const ahead = [
      ...(birthday ? [Date.parse(nextBirthday(birthday, at, timeZone))] : []),
      ...(expiry ? [expiry.getTime()] : []),
      ...(tierChange ? [Date.parse(tierChange)] : []),
      ...(usable ? [usable.getTime()] : []),
    ];
    return {
      row,
      value: JSON.stringify(document),
      tierId: standing.level?.id ?? null,
      tag:
        standing.level && rules.tagPrefix !== null
          ? `${rules.tagPrefix}${standing.level.name}`
          : null,
      points: balance.available + balance.pending,
      dueAt: ahead.length > 0 ? new Date(Math.min(...ahead)) : null,
    };
  });
}
