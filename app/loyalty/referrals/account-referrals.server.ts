import type { OrderContact, Prisma, PrismaClient, Referral } from "@prisma/client";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { netMinorOf } from "../../../core/attribution/chargebacks.ts";
import { KNOWN_ORDERS, standingOf } from "../../../core/attribution/standing.ts";
import { versionAt } from "../../../core/loyalty/programme-for.ts";
import type { ProgrammeVersion } from "../../../core/loyalty/programme.ts";
import { friendBy, judgeReferrals } from "../../../core/loyalty/referral.ts";
import type { ReferralVerdict, ReferredOrder } from "../../../core/loyalty/referral.ts";
import { exactNumber } from "../../../core/money/exact-number.ts";
import { refundsOfOrders } from "../../orders/refunds-of-orders.server.ts";
import { lock } from "../../platform/lock.server.ts";
import { erasedAmong } from "../../privacy/erased.server.ts";
import { ItemRun } from "../../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../../set-aside/item-run.server.ts";
import { enterBonus } from "../enter-bonus.server.ts";
import { programmeVersions } from "../programme-store.server.ts";

const DAY_MILLISECONDS = 86_400_000;

/**
 * Notes the friend's code that an order used, if it did: of a code, the first order that is known.
 * @returns the customers whose referrals the order may concern: it used their code, its customer is a friend of theirs,
 * or it is their own, and tells of their address
 */
export async function noteReferralOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<string[]> {
  const fact = await transaction.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
  });
  if (!fact || fact.standing === "test") return [];
  const { discountCodes = [] } = fact.facts as unknown as AttributableOrder;
  const codes = { in: [...discountCodes] };
  if (discountCodes.length > 0)
    await transaction.referral.updateMany({
      where: { shop, code: codes, orderId: null },
      data: { orderId },
    });
  const { customerId } = fact;
  const orders = customerId ? await ordersOf(transaction, shop, customerId) : [orderId];
  const referrals = await transaction.referral.findMany({
    where: {
      shop,
      OR: [
        { code: codes },
        { orderId: { in: orders } },
        ...(customerId ? [{ referrerId: customerId, orderId: { not: null } }] : []),
      ],
    },
    select: { referrerId: true },
  });
  return [...new Set(referrals.map((one) => one.referrerId))];
}

/** The ids of a customer's orders. */
async function ordersOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
): Promise<string[]> {
  const orders = await transaction.orderFact.findMany({
    where: { shop, customerId },
    select: { orderId: true },
  });
  return orders.map((one) => one.orderId);
}

/** A referral with what the facts say of it by now. */
export interface JudgedReferral {
  readonly referral: Referral;
  readonly verdict: ReferralVerdict;
  readonly points: number;
  /** ISO 8601. */
  readonly orderedAt: string;
  /** Null only where it earns nothing. */
  readonly version: ProgrammeVersion | null;
}

/** Judges all of a customer's referrals that were used, by the facts as they are known. */
export async function judgeReferralsOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  referrerId: string,
): Promise<JudgedReferral[]> {
  const referrals = await transaction.referral.findMany({
    where: { shop, referrerId, orderId: { not: null } },
  });
  if (referrals.length === 0) return [];
  const versions = await programmeVersions(transaction, shop);
  const own = await contactsOf(transaction, shop, referrerId);
  const orderIds = referrals.map((referral) => referral.orderId!);
  const erased = await erasedAmong(transaction, shop, orderIds);
  const read: { referral: Referral; order: ReferredOrder; version: ProgrammeVersion | null }[] = [];
  for (const referral of referrals) {
    const fact = await transaction.orderFact.findUnique({
      where: { shop_orderId: { shop, orderId: referral.orderId! } },
    });
    if (!fact) continue;
    const facts = fact.facts as unknown as AttributableOrder;
    const version = versionAt(versions, facts.createdAt);
    const contact = await transaction.orderContact.findUnique({
      where: { shop_orderId: { shop, orderId: facts.orderId } },
    });
    read.push({
      referral,
      version,
      order: {
        referralId: referral.id,
        orderedAt: facts.createdAt,
        netMinor: await worthOf(transaction, shop, facts),
        // A friend who was erased takes nothing with them of what they brought.
        ...(erased.has(facts.orderId)
          ? friendBy(referral.verdict)
          : {
              isByReferrer: facts.customerId === referrerId,
              sharesContact: own.some((one) => isShared(one, contact)),
              isNew: await isNew(transaction, shop, facts, contact),
            }),
        rules: version?.rules.isRunning ? version.rules.bonuses.referral : null,
      },
    });
  }
  const verdicts = judgeReferrals(read.map((one) => one.order));
  return read.map(({ referral, order, version }) => {
    const verdict = verdicts.get(referral.id)!;
    const points = verdict === "counts" ? order.rules!.points : 0;
    return { referral, verdict, points, orderedAt: order.orderedAt, version };
  });
}

/**
 * Enters what a customer's referrals are worth by now beside what the ledger has of them, in the transaction of the
 * news. The caller holds the customer's lock.
 */
export async function accountReferrals(
  transaction: Prisma.TransactionClient,
  shop: string,
  referrerId: string,
  now: Date,
): Promise<void> {
  for (const judged of await judgeReferralsOf(transaction, shop, referrerId)) {
    const { referral, verdict, points, orderedAt, version } = judged;
    const prefix = `referral/${referral.id}/`;
    const recorded = await transaction.ledgerEntry.findMany({
      where: { shop, key: { startsWith: prefix } },
    });
    const missing = points - recorded.reduce((sum, one) => sum + exactNumber(one.points), 0);
    if (missing !== 0)
      await enterBonus(
        transaction,
        shop,
        {
          key: `${prefix}${recorded.length + 1}`,
          customerId: referrerId,
          kind: "referred",
          points: missing,
          // As long as the friend may return what they bought.
          availableAt: new Date(
            Date.parse(orderedAt) + version!.rules.earning.returnDays * DAY_MILLISECONDS,
          ),
          programmeVersion: version!.version,
        },
        now,
      );
    if (referral.verdict !== verdict)
      await transaction.referral.update({
        where: { shop_id: { shop, id: referral.id } },
        data: { verdict },
      });
  }
}

/** The same for everyone whose codes were used, since older orders have become known. */
export async function accountAllReferrals(
  prisma: PrismaClient,
  shop: string,
  now: () => Date,
): Promise<void> {
  const run = new ItemRun({ prisma, shop, now }, REFERRERS);
  await run.each(await usedReferrers(prisma, shop), (referrerId) =>
    prisma.$transaction(async (transaction) => {
      await lock(transaction, shop, referrerId);
      await accountReferrals(transaction, shop, referrerId, now());
    }),
  );
  run.finish();
}

/** Customers by their ids, of whom all referrals are judged together. */
const REFERRERS: ItemsOfKind<string> = {
  kind: "referrals",
  idOf: (customerId) => customerId,
  subjectOf: (customerId) => customerId,
};

/** The customers whose friends bought. */
export async function usedReferrers(
  prisma: Prisma.TransactionClient,
  shop: string,
): Promise<string[]> {
  const groups = await prisma.referral.groupBy({
    by: ["referrerId"],
    where: { shop, orderId: { not: null } },
    orderBy: { referrerId: "asc" },
  });
  return groups.map((one) => one.referrerId);
}

async function worthOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  order: AttributableOrder,
): Promise<number> {
  if (standingOf(order) !== "counts") return 0;
  const takenBack = (await refundsOfOrders(transaction, shop, [order.orderId])).get(order.orderId);
  return netMinorOf(order, takenBack ?? []);
}

/** Whether an order is the first one of its customer, and of its e-mail address; one that names neither is not. */
async function isNew(
  transaction: Prisma.TransactionClient,
  shop: string,
  { orderId, customerId, createdAt }: AttributableOrder,
  contact: OrderContact | null,
): Promise<boolean> {
  if (!customerId && !contact?.emailHash) return false;
  const hashes = [
    ...(contact?.emailHash ? [{ emailHash: contact.emailHash }] : []),
    ...(contact?.mailboxHash ? [{ mailboxHash: contact.mailboxHash }] : []),
  ];
  const before = await transaction.orderContact.findMany({
    where: { shop, orderId: { not: orderId }, OR: hashes },
    select: { orderId: true },
  });
  const earlier = await transaction.orderFact.count({
    where: {
      shop,
      orderId: { not: orderId },
      createdAt: { lte: createdAt },
      standing: { in: [...KNOWN_ORDERS] },
      OR: [
        ...(customerId ? [{ customerId }] : []),
        { orderId: { in: before.map((one) => one.orderId) } },
      ],
    },
  });
  return earlier === 0;
}

async function contactsOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
): Promise<OrderContact[]> {
  const orders = await ordersOf(transaction, shop, customerId);
  return transaction.orderContact.findMany({ where: { shop, orderId: { in: orders } } });
}

function isShared(one: OrderContact, other: OrderContact | null): boolean {
  if (!other || one.orderId === other.orderId) return false;
  const isSame = (a: string | null, b: string | null) => a !== null && a === b;
  return (
    isSame(one.emailHash, other.emailHash) ||
    isSame(one.mailboxHash, other.mailboxHash) ||
    isSame(one.addressHash, other.addressHash)
  );
}
