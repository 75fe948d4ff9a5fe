import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { columnsOfShopTables } from "./any-row.ts";
import { breakOf } from "./offers.ts";

/** The shop whose ids another one asks for. It is not installed, so that no job touches what is its. */
export const OTHER_SHOP = "other-shop.myshopify.com";
/** Stands in whatever can be read of it. */
export const ITS_WORDS = "only the other shop knows";
const CUSTOMER = "gid://shopify/Customer/7001";
export const ITS_ORDER = "gid://shopify/Order/990001";
export const ITS_PAIR = ["gid://shopify/Product/1001", "gid://shopify/Product/1002"] as const;
/** Names of its rows, which only the shop tells apart. */
export const ITS_MAIL = "mail";
export const ITS_PURCHASE = "foreign";
export const ITS_REFERRAL = "abcdef";
export const ITS_REQUEST = "request";

/** What one of its ids opens, where it is looked up. */
export interface ForeignIds {
  readonly offer: string;
  readonly sequence: string;
}

/** Fills the other shop with one of each that has an id. */
export async function fillOtherShop(prisma: PrismaClient): Promise<ForeignIds> {
  const shop = OTHER_SHOP;
  const at = new Date("2026-11-02T08:00:00Z");
  await prisma.shop.create({
    data: { shop, currencyCode: "EUR", timeZone: "UTC", isInstalled: false },
  });
  const offer = await createOffer(
    prisma,
    shop,
    breakOf(ITS_WORDS, ITS_PAIR[0], [[2, 10]]),
    "draft",
  );
  const content = { ...readyMadeSequence(), name: ITS_WORDS };
  const sequence = await saveSequence(prisma, shop, null, 0, { content, status: "draft" }, at);
  const order = { shop, orderId: ITS_ORDER };
  await prisma.orderFact.create({
    data: {
      ...{ ...order, createdAt: at, updatedAt: at, currencyCode: "EUR", customerId: CUSTOMER },
      facts: { orderId: ITS_ORDER, cancelledAt: null, lines: [] },
    },
  });
  await prisma.orderFulfillment.create({
    data: {
      ...order,
      ...{ fulfillmentId: "gid://shopify/Fulfillment/8001", status: "success" },
      ...{ createdAt: at, updatedAt: at, deliveredAt: at },
    },
  });
  await prisma.dataRequest.create({
    data: {
      ...{ shop, id: ITS_REQUEST, customerId: CUSTOMER, orderIds: [ITS_ORDER] },
      expiresAt: new Date("2100-01-01T00:00:00Z"),
    },
  });
  await prisma.pulse.create({
    data: { ...order, customerId: CUSTOMER, answer: "unhappy", comment: ITS_WORDS, answeredAt: at },
  });
  await prisma.followUpMail.create({
    data: {
      ...{ ...order, id: ITS_MAIL, stepId: "pulse", customerId: CUSTOMER },
      ...{ state: "sent", createdAt: at, message: ITS_WORDS },
    },
  });
  await prisma.ledgerEntry.create({
    data: {
      ...{ shop, key: "adjustment", customerId: CUSTOMER, kind: "adjusted", points: 777_777n },
      ...{ availableAt: at, programmeVersion: 0, reason: ITS_WORDS, author: "1" },
    },
  });
  await prisma.memberProfile.create({
    data: { shop, customerId: CUSTOMER, referralCode: ITS_REFERRAL },
  });
  await prisma.setAside.create({
    data: {
      ...{ shop, kind: "follow-up", itemId: ITS_ORDER, subjectId: ITS_ORDER },
      ...{ reason: ITS_WORDS, failingSince: at, setAsideAt: at },
    },
  });
  await prisma.oneClick.create({
    data: { shop, referenceId: ITS_PURCHASE, orderId: ITS_ORDER, state: "shown", createdAt: at },
  });
  await prisma.incompatiblePair.create({
    data: { shop, firstId: ITS_PAIR[0], secondId: ITS_PAIR[1] },
  });
  return { offer: offer.id, sequence: sequence!.id };
}

/** All that is kept of it, to be compared. */
export async function everythingOfOtherShop(prisma: PrismaClient): Promise<string> {
  const tables = [...(await columnsOfShopTables(prisma)).keys()].toSorted();
  const rows = tables.map(
    (table) =>
      Prisma.sql`SELECT ${table} AS "table", row_to_json(one)::text AS "row" FROM ${Prisma.raw(`"${table}"`)} AS one WHERE "shop" = ${OTHER_SHOP}`,
  );
  const all = await prisma.$queryRaw`${Prisma.join(rows, " UNION ALL ")} ORDER BY 1, 2`;
  return JSON.stringify(all);
}
