import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { standingOf } from "../../core/attribution/standing.ts";
import { memberDocument } from "../../core/loyalty/member-document.ts";
import { givesMoney } from "../../core/loyalty/gives-money.ts";
import type { AfterPurchase } from "../../core/loyalty/after-purchase.ts";
import type { ProgrammeRules } from "../../core/loyalty/programme.ts";
import { tierAt } from "../../core/loyalty/tiers.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { balancesOf, placedOrders } from "../loyalty/balances.server.ts";
import { pulseOf } from "../follow-ups/pulses.server.ts";
import { currentProgramme } from "../loyalty/programme-store.server.ts";
import { boughtBefore } from "../orders/bought-before.server.ts";
import { answeredAtCheckout, answeredWithOneClick } from "../one-click/note-one-click.server.ts";
import { recordFromShopify } from "../orders/record-from-shopify.server.ts";
import { isSameSecret } from "../platform/same-secret.server.ts";
import { combinesWithOf } from "../settings/combination.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getCheckoutToken } from "../shopify/documents/get-checkout-token.server.ts";

/** For so long, a guest is told what their order earned. */
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

/** Shopify's tokens of checkouts are digits and letters; nothing says how many. */
const checkoutTokenSchema = z
  .string()
  .regex(/^[\w-]{1,200}$/, "Send the checkout’s token as the page has it.");

export const afterPurchaseSchema = z.object({
  orderId: orderIdSchema,
  /** By it, a guest shows that the order is theirs. A page may have none, and one of before sends none. */
  checkoutToken: checkoutTokenSchema.nullish().transform((token) => token ?? null),
  /** Products that may be suggested. */
  productIds: z
    .array(z.string().regex(/^gid:\/\/shopify\/Product\/\d+$/, "Send ids of products."))
    .max(MAX_PRODUCTS, `Send at most ${MAX_PRODUCTS} products.`),
});

type Asked = z.infer<typeof afterPurchaseSchema>;

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
  asked: Asked,
  now: Date,
): Promise<AfterPurchase> {
  const { prisma, shop, customerId } = context;
  const { orderId, productIds } = asked;
  const rules = (await currentProgramme(prisma, shop))?.rules;
  return {
    loyalty: rules?.isRunning ? await loyaltyOf(context, rules, asked, now) : null,
    pulse: customerId ? await pulseOf(prisma, shop, orderId, customerId, now) : null,
    boughtIds: customerId
      ? await boughtBefore(prisma, shop, { customerId, orderId }, productIds)
      : [],
    answeredIds: await answeredIdsOf(context, asked),
  };
}

/** What was offered a moment before, and answered: for who has the token of that checkout, and for the order's own customer. */
async function answeredIdsOf(
  { prisma, shop, customerId }: BuyerContext,
  { orderId, checkoutToken }: Asked,
): Promise<string[]> {
  if (checkoutToken !== null) return answeredAtCheckout(prisma, shop, checkoutToken);
  if (customerId === null) return [];
  const isTheirs = (await prisma.orderFact.count({ where: { shop, orderId, customerId } })) > 0;
  return isTheirs ? answeredWithOneClick(prisma, shop, orderId) : [];
}

async function loyaltyOf(
  context: BuyerContext,
  rules: ProgrammeRules,
  asked: Asked,
  now: Date,
): Promise<AfterPurchase["loyalty"]> {
  const { prisma, shop, customerId } = context;
  const { orderId } = asked;
  const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const order = await ownOrder(context, asked, now);
  // What it earns once it is paid is yet to be entered.
  const isCounted = order !== null && standingOf(order) !== "unpaid";
  const entries = order ? await prisma.ledgerEntry.findMany({ where: { shop, orderId } }) : [];
  return {
    pointsName: rules.pointsName,
    currencyCode: rules.currencyCode,
    earned: isCounted ? entries.reduce((sum, one) => sum + exactNumber(one.points), 0) : null,
    usableFrom: entries[0]?.availableAt.toISOString() ?? null,
    member: customerId ? await memberOf(context, rules, customerId, settings.timeZone, now) : null,
    redeeming: customerId && givesMoney(rules, settings.currencyCode) ? rules.redeeming : null,
    codesCombine: combinesWithOf(settings).orderDiscounts,
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

/**
 * The order, where whoever asks may know of it: it is of the customer who is signed in; or it is of today, and they have the token of its
 * checkout. That somebody is on a page of the shop's, which is all that a session token says of a guest, shows nothing of an order:
 * its number can be guessed.
 */
async function ownOrder(
  context: BuyerContext,
  { orderId, checkoutToken }: Asked,
  now: Date,
): Promise<AttributableOrder | null> {
  const { client, customerId } = context;
  if (customerId !== null) {
    const order = await knownOrder(context, orderId, now);
    return order?.customerId === customerId ? order : null;
  }
  if (checkoutToken === null) return null;
  const token = await getCheckoutToken(client, orderId);
  if (token === null || !isSameSecret(Buffer.from(checkoutToken), Buffer.from(token))) return null;
  const order = await knownOrder(context, orderId, now);
  const isOfToday =
    order !== null && now.getTime() - Date.parse(order.createdAt) < OPEN_MILLISECONDS;
  return isOfToday ? order : null;
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
