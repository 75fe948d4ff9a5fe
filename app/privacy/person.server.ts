import type { Prisma } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { readTelephone } from "../../core/text/telephone.ts";
import { mailboxOf } from "../../core/loyalty/mailbox.ts";
import { addressHashesOf } from "../follow-ups/address-hash.server.ts";
import { friendHashesOf } from "../loyalty/referrals/judge-friend.server.ts";
import { emailHashesOf } from "../loyalty/referrals/order-contact.server.ts";
import type { ToldCustomer } from "./read-told.server.ts";

/** Somebody, by all that can name them in the database. */
export interface Person {
  /** Shopify's ids of them: theirs, and those of customers whom it made one with them. */
  readonly customerIds: readonly string[];
  readonly orderIds: readonly string[];
  /** Of their address, by this key and by those of before. */
  readonly emailHashes: readonly string[];
  /** What stands for them where they are somebody's friend. */
  readonly friendHashes: readonly string[];
  /** A regular expression of PostgreSQL for their numbers and addresses in any text; null where there are none. */
  readonly mention: string | null;
}

/** Finds out what can name a customer: orders and mergers of theirs that Tandem knows are added to what Shopify told. */
export async function findPerson(
  reader: Prisma.TransactionClient,
  shop: string,
  told: ToldCustomer,
): Promise<Person> {
  const customerIds = await withMerged(reader, shop, told.customerId);
  const orders = await reader.orderFact.findMany({
    where: { shop, customerId: { in: customerIds } },
    select: { orderId: true },
  });
  return {
    customerIds,
    orderIds: [...new Set([...told.orderIds, ...orders.map((order) => order.orderId)])],
    emailHashes:
      told.email === null
        ? []
        : [...emailHashesOf(shop, told.email), ...addressHashesOf(shop, told.email)],
    friendHashes: [mailboxOf(told.email), ...customerIds].flatMap((who) =>
      who === null ? [] : friendHashesOf(shop, who),
    ),
    mention: mentionOf(customerIds, told),
  };
}

/** A customer, and those who were merged into them, also by way of others. */
async function withMerged(
  reader: Prisma.TransactionClient,
  shop: string,
  customerId: string | null,
): Promise<string[]> {
  const known = new Set(customerId === null ? [] : [customerId]);
  let latest = [...known];
  while (latest.length > 0) {
    const merges = await reader.customerMerge.findMany({ where: { shop, keptId: { in: latest } } });
    const told = await mergesToCome(reader, shop, latest);
    latest = [...merges, ...told].map((merge) => merge.deletedId).filter((id) => !known.has(id));
    for (const id of latest) known.add(id);
  }
  return [...known];
}

/** Mergers that Shopify told of, and that were not worked off yet. */
function mergesToCome(
  reader: Prisma.TransactionClient,
  shop: string,
  keptIds: readonly string[],
): Promise<{ deletedId: string }[]> {
  return reader.$queryRaw`
    SELECT "payload"->>'admin_graphql_api_customer_deleted_id' AS "deletedId" FROM "WebhookInbox"
    WHERE "shop" = ${shop} AND "processedAt" IS NULL AND "topic" = 'CUSTOMERS_MERGE'
      AND "payload"->>'admin_graphql_api_customer_kept_id' = ANY(${keptIds}::text[])
      AND "payload"->>'admin_graphql_api_customer_deleted_id' ~ '^gid://shopify/Customer/[0-9]+$'
      AND "payload"->>'status' IS DISTINCT FROM 'failed'`;
}

function mentionOf(
  customerIds: readonly string[],
  { email, phone }: Pick<ToldCustomer, "email" | "phone">,
): string | null {
  const numbers = customerIds.map((id) => `(?<![0-9])${numericId(id)}(?![0-9])`);
  const ways = [
    ...numbers,
    // An address in another country's domain is somebody else's; a full stop behind this one is a sentence's.
    ...(email ? [`(?<![a-z0-9._%+-])${escaped(email)}(?![a-z0-9]|[.-][a-z0-9])`] : []),
    ...telephoneMentions(phone),
  ];
  return ways.length > 0 ? ways.join("|") : null;
}

/** What people and servers write between the digits of a number. */
const BETWEEN_DIGITS = "[^0-9a-z]{0,3}";
/** As long a number stands by chance at the end of no other, so that whatever is dialed before it may stand there. */
const LONG_NATIONAL_DIGITS = 8;

/** One number in the many ways in which it is written: as Shopify has it, and as it is dialed within its country. */
function telephoneMentions(phone: string | null): string[] {
  const telephone = readTelephone(phone ?? "");
  if (telephone === null) return [];
  const { digits, countryCode, national } = telephone;
  const apart = (number: string) => [...number].join(BETWEEN_DIGITS);
  const told = apart(digits);
  if (national === null) return [told];
  const begin = national.length < LONG_NATIONAL_DIGITS ? "(?<![0-9])" : "";
  const code = countryCode === null ? "" : `(?:${apart(countryCode)}${BETWEEN_DIGITS})?`;
  return [told, `${begin}${code}(?:0${BETWEEN_DIGITS})?${apart(national)}(?![0-9])`];
}

/** A text as a regular expression that matches just it. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
