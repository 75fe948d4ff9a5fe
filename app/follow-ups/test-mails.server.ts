import { randomUUID } from "node:crypto";

import type { PrismaClient } from "@prisma/client";

import type { Clock } from "../platform/clock.server.ts";
import { lockedTime } from "../platform/lock.server.ts";

const HOUR_MILLISECONDS = 3_600_000;
/** Tests that a shop can send in an hour: enough to look at each mail in each language, and no more than one person reads. */
export const MOST_TEST_MAILS = 30;

/** Counts a test before it is sent. @returns whether it may be */
export async function countTestMail(
  prisma: PrismaClient,
  shop: string,
  clock: Clock,
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const sentAt = await lockedTime(transaction, clock, shop, "test mails");
    const since = new Date(sentAt.getTime() - HOUR_MILLISECONDS);
    await transaction.testMail.deleteMany({ where: { shop, sentAt: { lte: since } } });
    if ((await transaction.testMail.count({ where: { shop } })) >= MOST_TEST_MAILS) return false;
    await transaction.testMail.create({ data: { shop, id: randomUUID(), sentAt } });
    return true;
  });
}
