import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";
import { globalId } from "@tandem/storefront-kit/ids";

import { cipherFor } from "../../app/platform/encryption.server.ts";
import { subjectHash } from "../../app/privacy/erased.server.ts";
import { PLACES } from "../../app/privacy/places.server.ts";
import type { ColumnKind } from "../../app/privacy/places.server.ts";
import { friendHashesOf } from "../../app/loyalty/referrals/judge-friend.server.ts";
import { emailHashesOf } from "../../app/loyalty/referrals/order-contact.server.ts";
import { mailboxOf } from "../../core/loyalty/mailbox.ts";
import { columnsOfShopTables } from "./any-row.ts";

/** Somebody with an order, as tests name them. */
export interface Somebody {
  readonly number: number;
  readonly orderNumber: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** What must not be found of somebody. */
export const tracesOf = ({ number, name, email, phone }: Somebody): string[] => [
  String(number),
  name,
  email,
  phone,
];

/** Shopify's webhook about somebody (shopify.dev, "Privacy law compliance"). */
export const requestOf = ({ number, orderNumber, email, phone }: Somebody, topic: string) => ({
  shop_id: 954889,
  shop_domain: "tandem-demo.myshopify.com",
  customer: { id: number, email, phone },
  ...(topic === "CUSTOMERS_REDACT"
    ? { orders_to_redact: [orderNumber] }
    : { orders_requested: [orderNumber], data_request: { id: 9999 } }),
});

/** What stands in a column, of each kind that the list of places knows, where it names somebody. */
const NAMES: Readonly<Record<ColumnKind, (shop: string, who: Somebody) => string>> = {
  customer: (_shop, { number }) => globalId("Customer", number),
  order: (_shop, { orderNumber }) => globalId("Order", orderNumber),
  orders: (_shop, { orderNumber }) => JSON.stringify([globalId("Order", orderNumber)]),
  either: (_shop, { number }) => globalId("Customer", number),
  "customer-hash": (shop, { number }) => subjectHash(shop, globalId("Customer", number)),
  "email-hash": (shop, { email }) => emailHashesOf(shop, email)[0] ?? "",
  friend: (_shop, { number }) => globalId("Customer", number),
  "friend-hash": (shop, { email }) => friendHashesOf(shop, mailboxOf(email) ?? "")[0],
  fields: (_shop, { number, orderNumber }) =>
    JSON.stringify({ customer_id: number, order_id: orderNumber }),
  facts: (_shop, { number, orderNumber }) =>
    JSON.stringify({
      orderId: globalId("Order", orderNumber),
      customerId: globalId("Customer", number),
      lines: [],
    }),
  body: (_shop, { number, orderNumber, name, email, phone }) =>
    JSON.stringify({ id: orderNumber, customer: { id: number, name }, email, phone }),
  sealed: (_shop, { email, phone }) =>
    cipherFor("told-contact").encrypt(JSON.stringify({ email, phone })),
  key: (_shop, { number }) => `sign-up/${number}`,
  words: (_shop, { number, email, phone }) => `<${email}>, ${phone}, customer ${number}: no`,
  own: (_shop, { orderNumber }) => JSON.stringify(`own ${orderNumber}`),
};

const OTHER_VALUES = new Map([
  ["integer", "1"],
  ["bigint", "1"],
  ["boolean", "false"],
  ["timestamp without time zone", "2026-01-01"],
]);

/** Empties every table where somebody can stand. */
export async function emptyPlaces(prisma: PrismaClient): Promise<void> {
  for (const [table, { title }] of Object.entries(PLACES))
    if (title !== null) await prisma.$executeRaw`DELETE FROM ${Prisma.raw(`"${table}"`)}`;
}

/** Puts a row into every table where somebody can stand, with something of them in every column that can hold it. */
export async function putNamingRows(
  prisma: PrismaClient,
  shop: string,
  who: Somebody,
): Promise<void> {
  const needed = await columnsOfShopTables(prisma);
  for (const [table, { title, columns }] of Object.entries(PLACES)) {
    if (title === null) continue;
    const types = new Map(needed.get(table)!.map(({ name, type }) => [name, type]));
    const named = Object.entries(columns).map(([name, kind]) => ({
      name,
      value: NAMES[kind](shop, who),
      isJson: types.get(name) === "jsonb" || ["fields", "facts", "body", "orders"].includes(kind),
    }));
    const others = [...types]
      .filter(([name]) => name !== "shop" && !(name in columns))
      .map(([name, type]) => ({ name, value: OTHER_VALUES.get(type)!, type }));
    const names = ["shop", ...named.map((one) => one.name), ...others.map((one) => one.name)];
    const values = [
      Prisma.sql`${shop}`,
      ...named.map(({ value, isJson }) =>
        isJson ? Prisma.sql`${value}::text::jsonb` : Prisma.sql`${value}`,
      ),
      ...others.map(({ value, type }) => Prisma.sql`${value}::text::${Prisma.raw(type)}`),
    ];
    await prisma.$executeRaw`INSERT INTO ${Prisma.raw(`"${table}"`)} (${Prisma.join(names.map((name) => Prisma.raw(`"${name}"`)))}) VALUES (${Prisma.join(values)})`;
  }
}
