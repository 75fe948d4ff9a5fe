import type { Prisma } from "@prisma/client";

/**
 * Notes that a customer is not written to any more; the first reason stays. Shopify, which keeps consent, is told of who
 * unsubscribed; of addresses that do not exist it keeps nothing.
 */
export async function blockMail(
  prisma: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  reason: "unsubscribed" | "bounced",
  now: Date,
): Promise<void> {
  const toldShopifyAt = reason === "bounced" ? now : null;
  await prisma.mailBlock.createMany({
    data: [{ shop, customerId, reason, createdAt: now, toldShopifyAt }],
    skipDuplicates: true,
  });
}
