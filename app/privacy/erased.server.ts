import type { Prisma } from "@prisma/client";

import { readTelephone } from "../../core/text/telephone.ts";
import { lockAll, lockAllShared } from "../platform/lock.server.ts";
import { keyedHash, keyedHashesBefore } from "../platform/secrets.server.ts";

/** A customer, or an order, as what is kept of somebody who was erased names them: keyed, so that nobody finds out by trying numbers. */
export function subjectHash(shop: string, id: string): string {
  return keyedHash("erased", `${shop} ${id}`);
}

/** The same, by this key and by those of before: what is stored may be of any of them. */
export function subjectHashes(shop: string, id: string): string[] {
  return [subjectHash(shop, id), ...keyedHashesBefore("erased", `${shop} ${id}`)];
}

/** An address and a telephone number, as what is kept of somebody who was erased names them. */
export function contactSubjects({
  email,
  phone,
}: {
  readonly email: string | null;
  readonly phone: string | null;
}): string[] {
  const telephone = readTelephone(phone ?? "");
  return [
    ...(email ? [`email ${email.toLowerCase()}`] : []),
    ...(telephone ? [`phone ${telephone.digits}`] : []),
    // Who types a number into a form leaves the country's code out.
    ...(telephone?.national ? [`national phone ${telephone.national}`] : []),
  ];
}

const erasureOf = (customerId: string) => `erasure of ${customerId}`;

/** Waits until nobody stores anything of some customers, and holds everybody off to the end of the transaction. */
export function lockErasure(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
): Promise<void> {
  return lockAll(transaction, shop, customerIds.toSorted().map(erasureOf));
}

/** Waits until no customer of some is being erased, and holds that off to the end of the transaction. Taken before the customers' own locks. */
export function holdOffErasure(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
): Promise<void> {
  return lockAllShared(transaction, shop, customerIds.toSorted().map(erasureOf));
}

/** Notes that customers, orders and contacts were erased. */
export async function noteErased(
  transaction: Prisma.TransactionClient,
  shop: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await transaction.erasedSubject.createMany({
    data: ids.map((id) => ({ shop, hash: subjectHash(shop, id), erasedAt: now })),
    skipDuplicates: true,
  });
}

/** Which of some customers and orders were erased. The caller holds their erasure off, or the customer's lock. */
export async function erasedAmong(
  reader: Prisma.TransactionClient,
  shop: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const byHash = new Map(
    ids.flatMap((id) => subjectHashes(shop, id).map((hash) => [hash, id] as const)),
  );
  const rows = await reader.erasedSubject.findMany({
    where: { shop, hash: { in: [...byHash.keys()] } },
  });
  return new Set(rows.map((row) => byHash.get(row.hash)!));
}

/** Whether a customer was erased, so that nothing is stored of them. Asked before the customer's own lock is taken. */
export async function isErased(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
): Promise<boolean> {
  await holdOffErasure(transaction, shop, [customerId]);
  return (await erasedAmong(transaction, shop, [customerId])).size > 0;
}
