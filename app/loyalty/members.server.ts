import type { LedgerEntry, PrismaClient } from "@prisma/client";
import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import type { Balance } from "../../core/loyalty/balance.ts";
import type { EntryKind } from "../../core/loyalty/order-entries.ts";
import type { TierRules } from "../../core/loyalty/programme.ts";
import { tierAt } from "../../core/loyalty/tiers.ts";
import type { TierStanding } from "../../core/loyalty/tiers.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { plainText } from "../../core/offers/plain-text.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { lockedTime } from "../platform/lock.server.ts";
import { orderNames } from "../orders/order-names.server.ts";
import { isErased } from "../privacy/erased.server.ts";
import { getCustomers, searchCustomers } from "../shopify/documents/get-customers.server.ts";
import type { CustomerName } from "../shopify/documents/get-customers.server.ts";
import { ifAnswered } from "../shopify/if-answered.server.ts";
import { balancesOf, placedOrders, spendablePoints } from "./balances.server.ts";
import { currentProgramme, programmeVersions } from "./programme-store.server.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";

const MEMBERS_ON_PAGE = 50;
/** Points of one adjustment. */
const MOST_ADJUSTED = 1_000_000;

export interface MemberRow extends Balance {
  readonly customerId: string;
  /** As Shopify tells it; null when the customer was deleted there, and while Shopify does not answer. */
  readonly name: string | null;
  readonly email: string | null;
  readonly tier: string | null;
}

/** Where customers stand, by id. */
async function tiersOf(
  { prisma, shop, timeZone }: Pick<OfferContext, "prisma" | "shop" | "timeZone">,
  rules: TierRules,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, TierStanding>> {
  const orders = await placedOrders(prisma, shop, customerIds);
  return new Map(
    customerIds.map((id) => [id, tierAt(rules, orders.get(id) ?? [], now.toISOString(), timeZone)]),
  );
}

export interface MembersPage {
  readonly rows: MemberRow[];
  readonly hasNext: boolean;
  /** Whether names are missing because Shopify does not answer. */
  readonly isShopifyAway: boolean;
}

/**
 * A page of the members, most points first: all of them, those of a tier as it was mirrored last, or those whose name
 * or e-mail has some words. While Shopify does not answer, they are without names, and none is found by words.
 * @param page from 1
 */
export async function listMembers(
  context: OfferContext,
  { words, tierId, page }: { words: string; tierId: string; page: number },
  now: Date,
): Promise<MembersPage> {
  const { prisma, shop, client } = context;
  if (tierId) return listTier(context, tierId, page, now);
  const found = words.trim()
    ? await ifAnswered(searchCustomers(client, words, MEMBERS_ON_PAGE))
    : undefined;
  if (found === null) return { rows: [], hasNext: false, isShopifyAway: true };
  const groups = await prisma.ledgerEntry.groupBy({
    by: ["customerId"],
    where: { shop, ...(found && { customerId: { in: found.map((one) => one.id) } }) },
    _sum: { points: true },
    orderBy: [{ _sum: { points: "desc" } }, { customerId: "asc" }],
    skip: (page - 1) * MEMBERS_ON_PAGE,
    take: MEMBERS_ON_PAGE + 1,
  });
  const ids = groups.slice(0, MEMBERS_ON_PAGE).map((group) => group.customerId);
  return pageOf(context, ids, groups.length > MEMBERS_ON_PAGE, now);
}

async function listTier(context: OfferContext, tierId: string, page: number, now: Date) {
  const { prisma, shop } = context;
  const members = await prisma.memberMirror.findMany({
    where: { shop, tierId },
    orderBy: [{ points: "desc" }, { customerId: "asc" }],
    skip: (page - 1) * MEMBERS_ON_PAGE,
    take: MEMBERS_ON_PAGE + 1,
  });
  const ids = members.slice(0, MEMBERS_ON_PAGE).map((one) => one.customerId);
  return pageOf(context, ids, members.length > MEMBERS_ON_PAGE, now);
}

async function pageOf(
  context: OfferContext,
  ids: readonly string[],
  hasNext: boolean,
  now: Date,
): Promise<MembersPage> {
  const names = await ifAnswered(getCustomers(context.client, ids));
  const rows = await rowsOf(context, ids, names ?? new Map(), now);
  return { rows, hasNext, isShopifyAway: names === null };
}

/**
 * Members as a list shows them, in the order of their ids.
 * @param names as Shopify tells them, by id
 */
export async function rowsOf(
  context: OfferContext,
  ids: readonly string[],
  names: ReadonlyMap<string, CustomerName>,
  now: Date,
): Promise<MemberRow[]> {
  const { prisma, shop } = context;
  const balances = await balancesOf(prisma, shop, ids, now);
  const programme = await currentProgramme(prisma, shop);
  const tiers = programme ? await tiersOf(context, programme.rules.tiers, ids, now) : new Map();
  return ids.map((customerId) => ({
    customerId,
    name: names.get(customerId)?.name ?? null,
    email: names.get(customerId)?.email ?? null,
    tier: (tiers.get(customerId) as TierStanding | undefined)?.level?.name ?? null,
    ...balances.get(customerId)!,
  }));
}

/** One line of a member's timeline. */
export interface TimelineEntry {
  readonly key: string;
  readonly kind: EntryKind;
  readonly points: number;
  /** Of all entries up to this one. */
  readonly balance: number;
  /** ISO 8601. */
  readonly at: string;
  /** From when on its points can be used. */
  readonly availableAt: string;
  /** The number in Shopify's id of the order. */
  readonly orderNumber: string | null;
  /** As people know it (#1001); null where it is of none, or its name is not known just now. */
  readonly orderName: string | null;
  readonly reason: string | null;
  readonly author: string | null;
}

/** All that is to be seen of a member; null for a customer who has no entry. */
export async function loadMember(context: OfferContext, number: string, now: Date) {
  const { prisma, shop, client, timeZone, currencyCode } = context;
  const customerId = globalId("Customer", number);
  const entries = await prisma.ledgerEntry.findMany({
    where: { shop, customerId },
    orderBy: [{ createdAt: "asc" }, { key: "asc" }],
  });
  if (entries.length === 0) return null;
  const programme = await currentProgramme(prisma, shop);
  const tiers = programme && (await tiersOf(context, programme.rules.tiers, [customerId], now));
  const customers = await ifAnswered(getCustomers(client, [customerId]));
  const customer = customers?.get(customerId);
  const balances = await balancesOf(prisma, shop, [customerId], now);
  const names = await orderNames(
    context,
    entries.flatMap((entry) => entry.orderId ?? []),
  );
  const late = await prisma.redemption.findMany({
    where: { shop, customerId, lateGrantId: { not: null } },
    orderBy: { createdAt: "asc" },
  });
  return {
    /** What Shopify told of after it was given another time, and the customer may have twice. */
    lateGrants: late.map(({ id, amountMinor, createdAt, ...one }) => ({
      id,
      amountMinor: exactNumber(amountMinor),
      currencyCode: one.currencyCode,
      at: createdAt.toISOString(),
    })),
    isShopifyAway: customers === null,
    name: customer?.name ?? null,
    email: customer?.email ?? null,
    ...balances.get(customerId)!,
    standing: tiers?.get(customerId) ?? null,
    measure: programme?.rules.tiers.measure ?? "spend",
    pointsName: programme?.rules.pointsName ?? "points",
    timeline: timelineOf(entries, names).toReversed(),
    timeZone,
    currencyCode,
  };
}

export type MemberData = NonNullable<Awaited<ReturnType<typeof loadMember>>>;

/**
 * Entries as lines, each with the balance up to it. One that changes nothing, such as an order that earned nothing, is no line.
 * @param entries oldest first
 * @param names of orders, by their ids; left out where no line names its order
 */
export function timelineOf(
  entries: readonly LedgerEntry[],
  names: ReadonlyMap<string, string> = new Map(),
): TimelineEntry[] {
  let balance = 0;
  const lines = entries.map((entry) => {
    const points = exactNumber(entry.points);
    balance += points;
    return {
      key: entry.key,
      kind: entry.kind as EntryKind,
      points,
      balance,
      at: entry.createdAt.toISOString(),
      availableAt: entry.availableAt.toISOString(),
      orderNumber: entry.orderId?.split("/").at(-1) ?? null,
      orderName: names.get(entry.orderId ?? "") ?? null,
      reason: entry.reason,
      author: entry.author,
    };
  });
  return lines.filter(({ points }) => points !== 0);
}

const pointsMessage = `Enter a whole number of points, up to ${MOST_ADJUSTED}, with a minus to take them away.`;

export const adjustmentSchema = z.object({
  /** Made by the form, so that one that is sent twice is entered once. */
  id: z.uuid(),
  points: z.coerce
    .number({ error: pointsMessage })
    .int(pointsMessage)
    .min(-MOST_ADJUSTED, pointsMessage)
    .max(MOST_ADJUSTED, pointsMessage)
    .refine((points) => points !== 0, pointsMessage),
  reason: plainText("why", 200).min(1, "Enter why, for whoever reads the ledger later."),
});

/**
 * Gives a customer points, or takes some away, with a reason that stays.
 * @returns what is wrong, if it was refused: no more can be taken than can be used
 */
export async function adjustPoints(
  { prisma, shop }: { prisma: PrismaClient; shop: string },
  number: string,
  { id, points, reason }: z.infer<typeof adjustmentSchema>,
  author: string,
  clock: Clock,
): Promise<string | null> {
  const customerId = globalId("Customer", number);
  return prisma.$transaction(async (transaction) => {
    if (await isErased(transaction, shop, customerId))
      return "This customer’s data was erased at their request.";
    const now = await lockedTime(transaction, clock, shop, customerId);
    const versions = await programmeVersions(transaction, shop);
    const programme = versions.at(-1);
    if (!programme) return "Save the programme first.";
    const available = await spendablePoints(transaction, shop, customerId, versions, now);
    const key = `adjustment/${id}`;
    const isKnown = await transaction.ledgerEntry.count({ where: { shop, key } });
    if (isKnown > 0) return null;
    if (points < 0 && available + points < 0)
      return `Only ${available} can be taken away: what is pending belongs to orders.`;
    await transaction.ledgerEntry.create({
      data: {
        shop,
        key,
        customerId,
        kind: "adjusted",
        points,
        availableAt: now,
        programmeVersion: programme.version,
        reason,
        author,
        createdAt: now,
      },
    });
    await noteMirrorRequest(transaction, shop, customerId);
    return null;
  });
}
