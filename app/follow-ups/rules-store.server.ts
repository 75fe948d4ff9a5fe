import type { Prisma, PrismaClient } from "@prisma/client";

import { FIRST_RULES } from "../../core/follow-ups/rules.ts";
import type { FollowUpRules } from "../../core/follow-ups/rules.ts";

/** How a shop's mail is sent. */
export async function findFollowUpRules(
  prisma: Prisma.TransactionClient,
  shop: string,
): Promise<FollowUpRules> {
  const row = await prisma.followUpSettings.findUnique({ where: { shop } });
  return row ? (row.rules as unknown as FollowUpRules) : FIRST_RULES;
}

export async function saveFollowUpRules(
  prisma: PrismaClient,
  shop: string,
  rules: FollowUpRules,
): Promise<void> {
  const data = { rules: rules as unknown as Prisma.InputJsonObject };
  await prisma.followUpSettings.upsert({
    where: { shop },
    create: { shop, ...data },
    update: data,
  });
}
