import type { Prisma } from "@prisma/client";

import { plainAddress, plainEmail } from "../../../core/loyalty/contact.ts";
import type { BuyerContact } from "../../../core/loyalty/contact.ts";
import { mailboxOf } from "../../../core/loyalty/mailbox.ts";
import { keyedHash, keyedHashesBefore } from "../../platform/secrets.server.ts";
import { currentProgramme } from "../programme-store.server.ts";

/**
 * Stores keyed hashes of an order's addresses, to tell friends from oneself; only while the programme has
 * referrals, and once for an order.
 */
export async function storeContact(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  contact: BuyerContact,
): Promise<void> {
  const programme = await currentProgramme(transaction, shop);
  if (!programme?.rules.isRunning || !programme.rules.bonuses.referral) return;
  await noteContact(transaction, shop, orderId, contact);
}

/** The same, whatever the programme says. */
export async function noteContact(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  { email, address }: BuyerContact,
): Promise<void> {
  const plain = {
    // As orders of before have it alone: their addresses are not known any more, so both forms are compared.
    emailHash: plainEmail(email),
    mailboxHash: mailboxOf(email),
    addressHash: plainAddress(address),
  };
  const row = {
    emailHash: hashOf(shop, plain.emailHash),
    mailboxHash: hashOf(shop, plain.mailboxHash),
    addressHash: hashOf(shop, plain.addressHash),
  };
  if (!row.emailHash && !row.addressHash) return;
  await renewHashes(transaction, shop, "emailHash", plain.emailHash);
  await renewHashes(transaction, shop, "mailboxHash", plain.mailboxHash);
  await renewHashes(transaction, shop, "addressHash", plain.addressHash);
  await transaction.orderContact.createMany({
    data: { shop, orderId, ...row },
    skipDuplicates: true,
  });
}

/** Hashes of somebody's e-mail address and of the mailbox behind it, as their orders may have been noted by: of this key, and of those before. */
export function emailHashesOf(shop: string, email: string): string[] {
  return [plainEmail(email), mailboxOf(email)].flatMap((plain) =>
    plain === null ? [] : [keyedHash("contact", textOf(shop, plain)), ...hashesBefore(shop, plain)],
  );
}

/**
 * Replaces hashes of keys of before by one of the current key: hashes are compared with each other, and only now that the same
 * address is at hand can the other one be made.
 */
async function renewHashes(
  transaction: Prisma.TransactionClient,
  shop: string,
  column: "emailHash" | "mailboxHash" | "addressHash",
  plain: string | null,
): Promise<void> {
  if (plain === null) return;
  await transaction.orderContact.updateMany({
    where: { shop, [column]: { in: hashesBefore(shop, plain) } },
    data: { [column]: hashOf(shop, plain) },
  });
}

const textOf = (shop: string, plain: string) => `${shop} ${plain}`;

const hashesBefore = (shop: string, plain: string) =>
  keyedHashesBefore("contact", textOf(shop, plain));

function hashOf(shop: string, plain: string | null): string | null {
  return plain === null ? null : keyedHash("contact", textOf(shop, plain));
}
