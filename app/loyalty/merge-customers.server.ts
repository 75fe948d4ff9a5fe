import type { Prisma, PrismaClient } from "@prisma/client";
import { z } from "zod";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { numericId } from "../../core/catalog/global-id.ts";
import { lock } from "../platform/lock.server.ts";
import { accountOrder } from "./account-order.server.ts";
import { accountReferrals } from "./referrals/account-referrals.server.ts";
import { enterBonus } from "./enter-bonus.server.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";
import { currentProgramme } from "./programme-store.server.ts";

/** What Shopify tells when it has merged two customers, or could not. */
const mergeSchema = z.object({
  admin_graphql_api_customer_kept_id: z.string(),
  admin_graphql_api_customer_deleted_id: z.string().nullable(),
  status: z.string().optional(),
});

/**
 * Gives to a customer whom Shopify kept what belonged to the one whom it merged into them: orders with their points,
 * all other points, codes for friends, a birthday. Each step is done once, however often the news comes.
 */
export async function mergeCustomers(
  prisma: PrismaClient,
  shop: string,
  payload: unknown,
  now: Date,
): Promise<void> {
  const {
    admin_graphql_api_customer_kept_id: kept,
    admin_graphql_api_customer_deleted_id: deleted,
    status,
  } = mergeSchema.parse(payload);
  if (!deleted || status === "failed" || kept === deleted) return;
  const orders = await prisma.orderFact.findMany({ where: { shop, customerId: deleted } });
  for (const { orderId } of orders)
    await prisma.$transaction((transaction) => moveOrder(transaction, shop, orderId, kept));
  await prisma.$transaction(async (transaction) => {
    for (const id of [kept, deleted].toSorted()) await lock(transaction, shop, id);
    await movePoints(transaction, shop, deleted, kept, now);
    await moveProfile(transaction, shop, deleted, kept);
    const where = { shop, customerId: deleted };
    await transaction.redemption.updateMany({ where, data: { customerId: kept } });
    await transaction.pulse.updateMany({ where, data: { customerId: kept } });
    await transaction.referral.updateMany({
      where: { shop, referrerId: deleted },
      data: { referrerId: kept },
    });
    await accountReferrals(transaction, shop, kept, now);
    await noteMirrorRequest(transaction, shop, kept);
    await transaction.memberMirror.deleteMany({ where });
  });
}

async function moveOrder(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  customerId: string,
): Promise<void> {
  await lock(transaction, shop, orderId);
  const where = { shop_orderId: { shop, orderId } };
  const { facts } = await transaction.orderFact.findUniqueOrThrow({ where });
  const moved: AttributableOrder = { ...(facts as unknown as AttributableOrder), customerId };
  await transaction.orderFact.update({
    where,
    data: { customerId, facts: moved as unknown as Prisma.InputJsonObject },
  });
  await accountOrder(transaction, shop, orderId);
}

/** Moves what no order brought, as one sum that can be used when the last of it can. */
async function movePoints(
  transaction: Prisma.TransactionClient,
  shop: string,
  from: string,
  to: string,
  now: Date,
): Promise<void> {
  const programme = await currentProgramme(transaction, shop);
  const sum = await transaction.ledgerEntry.aggregate({
    where: { shop, customerId: from, orderId: null },
    _sum: { points: true },
    _max: { availableAt: true },
  });
  const points = sum._sum.points ?? 0;
  if (!programme || points === 0) return;
  const moves = await transaction.ledgerEntry.count({
    where: { shop, customerId: from, orderId: null, kind: "moved" },
  });
  const key = `merged/${numericId(from)}/${moves + 1}`;
  const common = {
    kind: "moved" as const,
    availableAt: sum._max.availableAt ?? now,
    programmeVersion: programme.version,
  };
  const out = { ...common, key: `${key}/out`, customerId: from, points: -points };
  await enterBonus(transaction, shop, out, now);
  await enterBonus(transaction, shop, { ...common, key: `${key}/in`, customerId: to, points }, now);
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
