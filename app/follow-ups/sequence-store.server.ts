import { randomUUID } from "node:crypto";

import type { FollowUpSequence, Prisma, PrismaClient } from "@prisma/client";

import type { Sequence, SequenceStatus } from "../../core/follow-ups/sequence.ts";

/** A sequence as it is stored. */
export interface StoredSequence {
  readonly id: string;
  readonly status: SequenceStatus;
  /** Counts up with each save; an edit states the version that it began from. */
  readonly version: number;
  readonly content: Sequence;
}

/** The sequences of a shop, the oldest first: an order enters the first that is for it. */
export async function listSequences(
  prisma: Prisma.TransactionClient,
  shop: string,
): Promise<StoredSequence[]> {
  const rows = await prisma.followUpSequence.findMany({
    where: { shop },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toSequence);
}

export async function findSequence(
  prisma: Prisma.TransactionClient,
  shop: string,
  id: string,
): Promise<StoredSequence | null> {
  const row = await prisma.followUpSequence.findUnique({ where: { shop_id: { shop, id } } });
  return row && toSequence(row);
}

/**
 * Stores a sequence: a new one where there is no id.
 * @param version that the edit began from
 * @returns null where somebody else changed it since, or it is gone: nothing is stored then
 */
export async function saveSequence(
  prisma: PrismaClient,
  shop: string,
  id: string | null,
  version: number,
  { content, status }: { readonly content: Sequence; readonly status: SequenceStatus },
  now: Date,
): Promise<StoredSequence | null> {
  const data = { status, content: content as unknown as Prisma.InputJsonObject };
  if (id === null)
    return toSequence(
      await prisma.followUpSequence.create({
        data: {
          shop,
          id: randomUUID(),
          version: 1,
          ...data,
          activeSince: status === "active" ? now : null,
        },
      }),
    );
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.followUpSequence.updateMany({
      where: { shop, id, version },
      data: { ...data, version: { increment: 1 } },
    });
    if (count === 0) return null;
    if (status === "active")
      await transaction.followUpSequence.updateMany({
        where: { shop, id, activeSince: null },
        data: { activeSince: now },
      });
    // Its steps may be due at other times now, or at all.
    await transaction.followUp.updateMany({
      where: { shop, sequenceId: id, endedBecause: null },
      data: { dueAt: now, changes: { increment: 1 } },
    });
    return findSequence(transaction, shop, id);
  });
}

/** Deletes a sequence; what it sent stays in the books, and what it would have sent is not. */
export async function deleteSequence(
  prisma: PrismaClient,
  shop: string,
  id: string,
): Promise<void> {
  await prisma.followUpSequence.deleteMany({ where: { shop, id } });
}

function toSequence({ id, status, version, content }: FollowUpSequence): StoredSequence {
  return {
    id,
    status: status as SequenceStatus,
    version,
    content: content as unknown as Sequence,
  };
}
