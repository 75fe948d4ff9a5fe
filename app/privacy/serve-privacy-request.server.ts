import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { globalId, numericId } from "../../core/catalog/global-id.ts";
import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { eraseShop } from "../settings/forget-installation.server.ts";

/**
 * Serves Shopify's privacy webhooks. Of a customer, Tandem keeps the id: with their orders, with the points
 * ledger, with the birthday that they told, with what they said of an order and what they were sent. Names and addresses are read from Shopify when a page shows them, and a webhook's body is emptied once
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
    return "The customer's points ledger, birthday, codes for friends, answers to the pulse and to offers of one click, and follow-ups were erased, and their id taken off their orders.";
  }
  const entries = await prisma.ledgerEntry.count({ where: { shop, customerId } });
  const profile = await prisma.memberProfile.findUnique({
    where: { shop_customerId: { shop, customerId } },
  });
  const friends = await prisma.referral.count({ where: { shop, referrerId: customerId } });
  const pulses = await prisma.pulse.count({ where: { shop, customerId } });
  const mails = await prisma.followUpMail.count({ where: { shop, customerId } });
  return [
    `Kept by the customer's id: ${entries} entries of the points ledger, shown on their page under Loyalty;`,
    profile?.birthMonth ? `their birthday (${profile.birthMonth}-${profile.birthDay}, MM-DD);` : "",
    `${friends} codes that friends took;`,
    `${pulses} answers to the pulse, shown under Follow-ups;`,
    `${mails} mails that they were sent, without what stood in them.`,
  ]
    .filter(Boolean)
    .join(" ");
}

async function eraseCustomer(
  prisma: PrismaClient,
  shop: string,
  customerId: string,
): Promise<void> {
  const where = { shop, customerId };
  const orders = await prisma.orderFact.findMany({ where, select: { orderId: true } });
  // Some of what was noted of their orders does not name them.
  const ofOrders = { shop, orderId: { in: orders.map((order) => order.orderId) } };
  await prisma.$transaction([
    prisma.$executeRaw`DELETE FROM "OrderContact" WHERE "shop" = ${shop} AND "orderId" IN (SELECT "orderId" FROM "OrderFact" WHERE "shop" = ${shop} AND "customerId" = ${customerId})`,
    prisma.memberProfile.deleteMany({ where }),
    prisma.pulse.deleteMany({ where }),
    prisma.followUpMail.deleteMany({ where: ofOrders }),
    prisma.followUp.deleteMany({ where: ofOrders }),
    prisma.oneClick.deleteMany({ where: ofOrders }),
    prisma.mailBlock.deleteMany({ where }),
    prisma.addressBlock.deleteMany({ where }),
    prisma.$executeRaw`DELETE FROM "FlowEvent" WHERE "shop" = ${shop} AND "payload"->>'customer_id' = ${String(numericId(customerId))}`,
    prisma.referral.deleteMany({ where: { shop, referrerId: customerId } }),
    prisma.ledgerEntry.deleteMany({ where }),
    prisma.loyaltyOrder.deleteMany({ where }),
    prisma.memberMirror.deleteMany({ where }),
    prisma.redemption.deleteMany({ where }),
    prisma.setAside.deleteMany({ where: { shop, subjectId: customerId } }),
    prisma.$executeRaw`UPDATE "OrderFact" SET "facts" = "facts" - 'customerId', "customerId" = NULL WHERE "shop" = ${shop} AND "customerId" = ${customerId}`,
  ]);
}
