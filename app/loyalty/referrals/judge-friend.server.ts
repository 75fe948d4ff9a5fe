import type { PrismaClient } from "@prisma/client";

import { KNOWN_ORDERS } from "../../../core/attribution/standing.ts";
import { mailboxOf } from "../../../core/loyalty/mailbox.ts";
import { keyedHash, keyedHashesBefore } from "../../platform/secrets.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { findFriend } from "../../shopify/documents/find-friend.server.ts";
import { emailHashesOf } from "./order-contact.server.ts";

/** Who asks for a code: signed in at the shop, or by the address that they give. */
export type Friend = { readonly customerId: string } | { readonly email: string };

/** Whether a friend may have a code. */
export type FriendVerdict =
  | {
      readonly ok: true;
      /** As which Shopify knows them: the code is for them alone. */
      readonly customerId: string | null;
      /** What stands for them in Tandem: by the current key, and by those before. */
      readonly hashes: readonly [string, ...string[]];
    }
  /** `own`: it is their own link; `known`: they have bought before. Their order would not count. */
  | { readonly ok: false; readonly refusal: "own" | "known" };

interface FriendContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
}

/**
 * Judges a friend by what Shopify and the orders tell of them, before they are given anything.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function judgeFriend(
  context: FriendContext,
  friend: Friend,
  referrerId: string,
): Promise<FriendVerdict> {
  const { shop, client } = context;
  const asked = "email" in friend ? { emailAddress: friend.email } : { id: friend.customerId };
  const found = await findFriend(client, asked, referrerId);
  const customerId = found.friend?.id ?? ("email" in friend ? null : friend.customerId);
  const email = found.friend?.email ?? ("email" in friend ? friend.email : null);
  const mailbox = mailboxOf(email);
  const isReferrers = mailbox !== null && mailbox === mailboxOf(found.referrer?.email ?? null);
  if (customerId === referrerId || isReferrers) return { ok: false, refusal: "own" };
  const buyers = await buyersOf(context, customerId, email);
  if (buyers.includes(referrerId)) return { ok: false, refusal: "own" };
  const hasBought = (found.friend?.orders ?? 0) > 0 || buyers.length > 0;
  if (hasBought) return { ok: false, refusal: "known" };
  return { ok: true, customerId, hashes: friendHashesOf(shop, mailbox ?? customerId ?? "") };
}

/**
 * What stands for a friend, by the current key and by those before.
 * @param who their mailbox, or their id where they have none
 */
export function friendHashesOf(shop: string, who: string): [string, ...string[]] {
  const name = `${shop} ${who}`;
  return [keyedHash("friend", name), ...keyedHashesBefore("friend", name)];
}

/** The customers, null for guests, of the orders that are known of somebody, or of their address. */
async function buyersOf(
  { prisma, shop }: FriendContext,
  customerId: string | null,
  email: string | null,
): Promise<(string | null)[]> {
  const hashes = email === null ? [] : emailHashesOf(shop, email);
  const contacts = await prisma.orderContact.findMany({
    where: { shop, OR: [{ emailHash: { in: hashes } }, { mailboxHash: { in: hashes } }] },
    select: { orderId: true },
  });
  const orders = await prisma.orderFact.findMany({
    where: {
      shop,
      standing: { in: [...KNOWN_ORDERS] },
      OR: [
        ...(customerId === null ? [] : [{ customerId }]),
        { orderId: { in: contacts.map((one) => one.orderId) } },
      ],
    },
    select: { customerId: true },
  });
  return orders.map((one) => one.customerId);
}
