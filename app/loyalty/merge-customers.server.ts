import type { Prisma, PrismaClient } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { optionalTextSchema } from "../orders/webhook-fields.ts";
import type { Clock } from "../platform/clock.server.ts";
import { moveMailBlocks } from "../follow-ups/block-mail.server.ts";
import { lock, lockedTime } from "../platform/lock.server.ts";
import type { LockedTime } from "../platform/lock.server.ts";
import { erasedAmong, isErased } from "../privacy/erased.server.ts";
import { erasePerson } from "../privacy/erase-person.server.ts";
import { accountOrder } from "./account-order.server.ts";
import { accountReferrals } from "./referrals/account-referrals.server.ts";
import { enterBonus } from "./enter-bonus.server.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";
import { currentProgramme } from "./programme-store.server.ts";

/** What Shopify tells when it has merged two customers, or could not. */
const mergeSchema = z.object({
  admin_graphql_api_customer_kept_id: optionalTextSchema,
  admin_graphql_api_customer_deleted_id: optionalTextSchema,
  status: optionalTextSchema,
});

/**
 * Gives to a customer whom Shopify kept what belonged to the one whom it merged into them: orders with their points,
 * all other points, codes for friends, a birthday. Each step is done once, however often the news comes.
 */
export async function mergeCustomers(
  prisma: PrismaClient,
  shop: string,
  payload: unknown,
  clock: Clock,
): Promise<void> {
  const {
    admin_graphql_api_customer_kept_id: kept,
    admin_graphql_api_customer_deleted_id: deleted,
    status,
  } = mergeSchema.parse(payload);
  if (!kept || !deleted || status === "failed" || kept === deleted) return;
  if (await eraseWithKept(prisma, shop, deleted, kept, clock)) return;
  const orders = await prisma.orderFact.findMany({ where: { shop, customerId: deleted } });
  for (const { orderId } of orders)
    await prisma.$transaction((transaction) => moveOrder(transaction, shop, orderId, kept));
  const isMoved = await prisma.$transaction(async (transaction) => {
    const [first, second] = kept < deleted ? [kept, deleted] : [deleted, kept];
    if (await isErased(transaction, shop, kept)) return false;
    await lock(transaction, shop, first);
    const now = await lockedTime(transaction, clock, shop, second);
    await movePoints(transaction, shop, deleted, kept, now);
    await moveProfile(transaction, shop, deleted, kept);
    // What the ledger has of the one who is gone stays, under their id: they are found by this.
    await transaction.customerMerge.createMany({
      data: { shop, deletedId: deleted, keptId: kept },
      skipDuplicates: true,
    });
    const where = { shop, customerId: deleted };
    await transaction.redemption.updateMany({ where, data: { customerId: kept } });
    await transaction.pulse.updateMany({ where, data: { customerId: kept } });
    await transaction.referral.updateMany({ where, data: { customerId: kept } });
    await moveMailBlocks(transaction, shop, deleted, kept);
    await transaction.referral.updateMany({
      where: { shop, referrerId: deleted },
      data: { referrerId: kept },
    });
    await accountReferrals(transaction, shop, kept, now);
    await noteMirrorRequest(transaction, shop, kept);
    await transaction.memberMirror.deleteMany({ where });
    return true;
  });
  if (!isMoved) await eraseWithKept(prisma, shop, deleted, kept, clock);
}

/** A merger that is told of late: who was erased takes nothing over, and what the other one left is of the same person. */
async function eraseWithKept(
  prisma: PrismaClient,
  shop: string,
  deleted: string,
  kept: string,
  clock: Clock,
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const erased = await erasedAmong(transaction, shop, [kept, deleted]);
    if (erased.has(kept)) {
      const told = { customerId: deleted, orderIds: [], email: null, phone: null };
      await erasePerson(transaction, shop, told, await clock(transaction));
    }
    return erased.size > 0;
  });
}

async function moveOrder(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  customerId: string,
): Promise<void> {
  await lock(transaction, shop, orderId);
  if (await isErased(transaction, shop, customerId)) return;
  const where = { shop_orderId: { shop, orderId } };
  const { facts } = await transaction.orderFact.findUniqueOrThrow({ where });
  const moved: AttributableOrder = { ...(facts as unknown as AttributableOrder), customerId };
  await transaction.orderFact.update({
    where,
    data: { customerId, facts: moved as unknown as Prisma.InputJsonObject },
  });
  await accountOrder(transaction, shop, orderId);
}

/** Moves what no order brought: what can be used as one sum, and what is pending by the instants at which it can. */
async function movePoints(
  transaction: Prisma.TransactionClient,
  shop: string,
  from: string,
  to: string,
  now: LockedTime,
): Promise<void> {
  const programme = await currentProgramme(transaction, shop);
  if (!programme) return;
  const where = { shop, customerId: from, orderId: null };
  const groups = await transaction.ledgerEntry.groupBy({
    by: ["availableAt"],
    where,
    _sum: { points: true },
    orderBy: { availableAt: "asc" },
  });
  const sums = new Map<number, number>();
  for (const { availableAt, _sum } of groups) {
    const at = Math.max(availableAt.getTime(), now.getTime());
    sums.set(at, (sums.get(at) ?? 0) + exactNumber(_sum.points ?? 0n));
  }
  let moves = await transaction.ledgerEntry.count({ where: { ...where, kind: "moved" } });
  for (const [at, points] of sums) {
    if (points === 0) continue;
    const key = `merged/${numericId(from)}/${++moves}`;
    const common = {
      kind: "moved" as const,
      availableAt: new Date(at),
      programmeVersion: programme.version,
    };
    const out = { ...common, key: `${key}/out`, customerId: from, points: -points };
    await enterBonus(transaction, shop, out, now);
    const into = { ...common, key: `${key}/in`, customerId: to, points };
    await enterBonus(transaction, shop, into, now);
  }
}

/** What the customer whom Shopify kept has told already stays; their code for friends, and the other's, lead to them. */
async function moveProfile(
  transaction: Prisma.TransactionClient,
  shop: string,
  from: string,
  to: string,
): Promise<void> {
  const where = (customerId: string) => ({ shop_customerId: { shop, customerId } });
  const old = await transaction.memberProfile.findUnique({ where: where(from) });
  if (!old) return;
  await transaction.memberProfile.delete({ where: where(from) });
  const known = await transaction.memberProfile.findUnique({ where: where(to) });
  if (!known) {
    await transaction.memberProfile.create({ data: { ...old, customerId: to } });
    return;
  }
  const { birthMonth, birthDay, birthdayToldAt, referralCode } = old;
  await transaction.memberProfile.update({
    where: where(to),
    data: {
      ...(known.birthMonth === null && { birthMonth, birthDay, birthdayToldAt }),
      ...(known.referralCode === null && { referralCode }),
    },
  });
}
