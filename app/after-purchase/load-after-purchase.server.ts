import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { standingOf } from "../../core/attribution/standing.ts";
import { memberDocument } from "../../core/loyalty/member-document.ts";
import type { AfterPurchase } from "../../core/loyalty/after-purchase.ts";
import type { ProgrammeRules } from "../../core/loyalty/programme.ts";
import { tierAt } from "../../core/loyalty/tiers.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { balancesOf, placedOrders } from "../loyalty/balances.server.ts";
import { pulseOf } from "../follow-ups/pulses.server.ts";
import { currentProgramme } from "../loyalty/programme-store.server.ts";
import { boughtBefore } from "../orders/bought-before.server.ts";
import { answeredWithOneClick } from "../one-click/note-one-click.server.ts";
import { recordFromShopify } from "../orders/record-from-shopify.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";

/** For so long, who cannot be told from the buyer is told what an order earned: its number can be guessed. */
const OPEN_MILLISECONDS = 86_400_000;
const MAX_PRODUCTS = 50;

export const orderIdSchema = z
  .string({ error: "Send the order’s id." })
  .regex(
    /^gid:\/\/shopify\/(Order|OrderIdentity)\/\d+$/,
    "Send the order’s id: gid://shopify/Order/…",
  )
  // The thank-you page names an order by another type with the same number.
  .transform((id) => id.replace("OrderIdentity", "Order"));

export const afterPurchaseSchema = z.object({
  orderId: orderIdSchema,
  /** Products that may be suggested. */
  productIds: z
    .array(z.string().regex(/^gid:\/\/shopify\/Product\/\d+$/, "Send ids of products."))
    .max(MAX_PRODUCTS, `Send at most ${MAX_PRODUCTS} products.`),
});

export interface BuyerContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  /** As Shopify's session token says; null for who is not signed in. */
  readonly customerId: string | null;
}

/**
 * What is personal on the pages after a purchase. An order whose webhook has not come yet is asked for and recorded, so
 * that what is shown is what the ledger says.
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function loadAfterPurchase(
  context: BuyerContext,
  { orderId, productIds }: z.infer<typeof afterPurchaseSchema>,
  now: Date,
): Promise<AfterPurchase> {
  const { prisma, shop, customerId } = context;
  const rules = (await currentProgramme(prisma, shop))?.rules;
  return {
    loyalty: rules?.isRunning ? await loyaltyOf(context, rules, orderId, now) : null,
    pulse: customerId ? await pulseOf(prisma, shop, orderId, customerId, now) : null,
    boughtIds: customerId
      ? await boughtBefore(prisma, shop, { customerId, orderId }, productIds)
      : [],
    answeredIds: await answeredWithOneClick(prisma, shop, orderId),
  };
}

async function loyaltyOf(
  context: BuyerContext,
  rules: ProgrammeRules,
  orderId: string,
  now: Date,
): Promise<AfterPurchase["loyalty"]> {
  const { prisma, shop, customerId } = context;
  const { timeZone } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const order = await knownOrder(context, orderId, now);
  const isTold =
    order !== null &&
    (customerId
      ? order.customerId === customerId
      : now.getTime() - Date.parse(order.createdAt) < OPEN_MILLISECONDS);
  // What it earns once it is paid is yet to be entered.
  const isCounted = isTold && standingOf(order) !== "unpaid";
  const entries = isTold ? await prisma.ledgerEntry.findMany({ where: { shop, orderId } }) : [];
  return {
    pointsName: rules.pointsName,
    currencyCode: rules.currencyCode,
    earned: isCounted ? entries.reduce((sum, one) => sum + exactNumber(one.points), 0) : null,
    usableFrom: entries[0]?.availableAt.toISOString() ?? null,
    member: customerId ? await memberOf(context, rules, customerId, timeZone, now) : null,
    redeeming: customerId ? rules.redeeming : null,
  };
}

async function memberOf(
  { prisma, shop }: BuyerContext,
  rules: ProgrammeRules,
  customerId: string,
  timeZone: string,
  now: Date,
) {
  const balance = (await balancesOf(prisma, shop, [customerId], now)).get(customerId)!;
  const orders = (await placedOrders(prisma, shop, [customerId])).get(customerId) ?? [];
  const standing = tierAt(rules.tiers, orders, now.toISOString(), timeZone);
  return { ...memberDocument(balance, standing, rules), measure: rules.tiers.measure };
}

/** An order as it is stored; from Shopify, where its news has not come yet; null where Shopify does not have it. */
async function knownOrder(
  { prisma, shop, client }: BuyerContext,
  orderId: string,
  now: Date,
): Promise<AttributableOrder | null> {
  const where = { shop_orderId: { shop, orderId } };
  const stored = await prisma.orderFact.findUnique({ where });
  if (stored) return stored.facts as unknown as AttributableOrder;
  return recordFromShopify(prisma, shop, client, orderId, now);
}
