import type { Prisma } from "@prisma/client";

import { hasAgreedSince } from "../../core/follow-ups/rules.ts";
import type { EmailConsent } from "../../core/follow-ups/rules.ts";
import { lock } from "../platform/lock.server.ts";

/** Who got a mail, and where: either may not be known. */
interface Addressee {
  readonly customerId: string | null;
  readonly addressHash: string | null;
}

/**
 * Notes that a customer unsubscribed. Shopify, which keeps consent, is told of it by a job. Who called a mail spam stays so; who
 * agreed again since, and now unsubscribes once more, has done so now.
 */
export async function unsubscribe(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  now: Date,
): Promise<void> {
  await blockPerson(transaction, shop, customerId, UNSUBSCRIBED, now);
}

/** Notes that a mail was called spam: nothing is sent any more, to the person nor to the address, whatever they agree to later. */
export async function noteComplaint(
  transaction: Prisma.TransactionClient,
  shop: string,
  { customerId, addressHash }: Addressee,
  now: Date,
): Promise<void> {
  if (addressHash !== null)
    await blockAddress(transaction, shop, { customerId, addressHash }, COMPLAINED, now);
  if (customerId !== null) await blockPerson(transaction, shop, customerId, COMPLAINED, now);
}

/** Notes that an address does not exist. A corrected one is written to. */
export async function noteBounce(
  transaction: Prisma.TransactionClient,
  shop: string,
  { customerId, addressHash }: Addressee,
  now: Date,
): Promise<void> {
  if (addressHash !== null)
    await blockAddress(transaction, shop, { customerId, addressHash }, BOUNCED, now);
}

/** A complaint stays; what is noted of an unsubscription is the latest of them. */
async function blockPerson(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  reason: typeof UNSUBSCRIBED | typeof COMPLAINED,
  now: Date,
): Promise<void> {
  await lock(transaction, shop, customerId);
  const where = { shop_customerId: { shop, customerId } };
  const known = await transaction.mailBlock.findUnique({ where });
  if (known?.reason === COMPLAINED) return;
  if (known && reason === UNSUBSCRIBED && known.createdAt >= now) return;
  const data = { reason, createdAt: now, toldShopifyAt: null };
  await transaction.mailBlock.upsert({
    where,
    create: { shop, customerId, ...data },
    update: data,
  });
}

async function blockAddress(
  transaction: Prisma.TransactionClient,
  shop: string,
  { customerId, addressHash }: { customerId: string | null; addressHash: string },
  reason: typeof BOUNCED | typeof COMPLAINED,
  now: Date,
): Promise<void> {
  const where = { shop_addressHash: { shop, addressHash } };
  const known = await transaction.addressBlock.findUnique({ where });
  if (known && (known.reason === COMPLAINED || known.reason === reason)) return;
  const data = { reason, customerId, createdAt: now };
  await transaction.addressBlock.upsert({
    where,
    create: { shop, addressHash, ...data },
    update: data,
  });
}

/**
 * Why a customer is not written to, whatever their consent says; null where they may be. An unsubscription gives way to a consent
 * that is newer; a complaint does not.
 */
export async function whyBlocked(
  prisma: Prisma.TransactionClient,
  shop: string,
  {
    customerId,
    addressHashes,
  }: { readonly customerId: string; readonly addressHashes: readonly string[] },
  consent: EmailConsent,
): Promise<"unsubscribed" | "called-spam" | "unreachable" | null> {
  const [person, address] = await Promise.all([
    prisma.mailBlock.findUnique({ where: { shop_customerId: { shop, customerId } } }),
    prisma.addressBlock.findFirst({ where: { shop, addressHash: { in: [...addressHashes] } } }),
  ]);
  if (person?.reason === COMPLAINED || address?.reason === COMPLAINED) return "called-spam";
  if (address) return "unreachable";
  return person && !hasAgreedSince(consent, person.createdAt) ? "unsubscribed" : null;
}

/** Gives to a customer whom Shopify kept what was noted of the one whom it merged into them. */
export async function moveMailBlocks(
  transaction: Prisma.TransactionClient,
  shop: string,
  from: string,
  to: string,
): Promise<void> {
  const old = await transaction.mailBlock.findUnique({
    where: { shop_customerId: { shop, customerId: from } },
  });
  if (old?.reason === COMPLAINED)
    await noteComplaint(transaction, shop, { customerId: to, addressHash: null }, old.createdAt);
  else if (old) await unsubscribe(transaction, shop, to, old.createdAt);
  await transaction.mailBlock.deleteMany({ where: { shop, customerId: from } });
  await transaction.addressBlock.updateMany({
    where: { shop, customerId: from },
    data: { customerId: to },
  });
}

const UNSUBSCRIBED = "unsubscribed";
const COMPLAINED = "complained";
const BOUNCED = "bounced";
