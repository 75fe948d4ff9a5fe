import { createHmac } from "node:crypto";

import type { Prisma } from "@prisma/client";

import { plainAddress, plainEmail } from "../../../core/loyalty/contact.ts";
import type { BuyerContact } from "../../../core/loyalty/contact.ts";
import { mailboxOf } from "../../../core/loyalty/mailbox.ts";
import { getConfig } from "../../platform/config.server.ts";
import { currentProgramme } from "../programme-store.server.ts";

/**
 * Stores keyed hashes of an order's addresses, to tell friends from oneself; only while the programme has
 * referrals, and once for an order.
 */
export async function storeContact(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
  { email, address }: BuyerContact,
): Promise<void> {
  const programme = await currentProgramme(transaction, shop);
  if (!programme?.rules.isRunning || !programme.rules.bonuses.referral) return;
  const row = {
    // As orders of before have it alone: their addresses are not known any more, so both forms are compared.
    emailHash: hashOf(shop, plainEmail(email)),
    mailboxHash: hashOf(shop, mailboxOf(email)),
    addressHash: hashOf(shop, plainAddress(address)),
  };
  if (!row.emailHash && !row.addressHash) return;
  await transaction.orderContact.createMany({
    data: { shop, orderId, ...row },
    skipDuplicates: true,
  });
}

function hashOf(shop: string, plain: string | null): string | null {
  if (plain === null) return null;
  return createHmac("sha256", getConfig().SHOPIFY_API_SECRET)
    .update(`contact ${shop} ${plain}`)
    .digest("hex");
}
