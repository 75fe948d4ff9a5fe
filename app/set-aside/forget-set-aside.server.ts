import type { PrismaClient } from "@prisma/client";

/** What was set aside is kept for so long, to be looked at and tried again. */
const KEPT_MILLISECONDS = 30 * 86_400_000;

/** Deletes what was set aside long ago: a webhook's body holds personal data. */
export async function forgetSetAside(prisma: PrismaClient, now: Date): Promise<void> {
  const before = { lte: new Date(now.getTime() - KEPT_MILLISECONDS) };
  await prisma.$transaction([
    prisma.webhookInbox.deleteMany({ where: { refusal: { not: null }, receivedAt: before } }),
    prisma.setAside.deleteMany({ where: { setAsideAt: before } }),
  ]);
}
