import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { globalId } from "../../core/catalog/global-id.ts";
import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { eraseShop } from "../settings/forget-installation.server.ts";

/**
 * Serves Shopify's privacy webhooks. Of a customer, Tandem keeps the id: with their orders, and with the points
 * ledger. Names and addresses are read from Shopify when a page shows them, and a webhook's body is emptied once
 * it is worked off. Each request leaves an audit row.
 */
export async function servePrivacyRequest(
  prisma: PrismaClient,
  { shop, topic, payload }: IncomingWebhook,
): Promise<void> {
  const detail = await serve(prisma, shop, topic, payload);
  await prisma.privacyAudit.create({ data: { shop, topic, detail } });
}

const payloadSchema = z.object({ customer: z.object({ id: z.number() }) });

async function serve(
  prisma: PrismaClient,
  shop: string,
  topic: string,
  payload: unknown,
): Promise<string> {
  if (topic === "SHOP_REDACT") {
    await eraseShop(prisma, shop);
    return "All data of the shop was erased.";
  }
  const { customer } = payloadSchema.parse(payload);
  const customerId = globalId("Customer", customer.id);
  if (topic === "CUSTOMERS_REDACT") {
    await eraseCustomer(prisma, shop, customerId);
    return "The customer's points ledger was erased, and their id taken off their orders.";
  }
  const entries = await prisma.ledgerEntry.count({ where: { shop, customerId } });
  return `Kept by the customer's id: ${entries} entries of the points ledger, shown on their page under Loyalty.`;
}

async function eraseCustomer(
  prisma: PrismaClient,
  shop: string,
  customerId: string,
): Promise<void> {
  await prisma.$transaction([
    prisma.ledgerEntry.deleteMany({ where: { shop, customerId } }),
    prisma.loyaltyOrder.deleteMany({ where: { shop, customerId } }),
    prisma.memberMirror.deleteMany({ where: { shop, customerId } }),
    prisma.redemption.deleteMany({ where: { shop, customerId } }),
    prisma.$executeRaw`UPDATE "OrderFact" SET "facts" = "facts" - 'customerId' WHERE "shop" = ${shop} AND "facts"->>'customerId' = ${customerId}`,
  ]);
}
