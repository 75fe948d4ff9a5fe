import type { PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { STANDING_ORDERS } from "../../core/attribution/standing.ts";

/**
 * Which of some products a customer has bought, or ordered and is yet to pay.
 * @param orderId an order that does not count; null counts all
 */
export async function boughtBefore(
  prisma: PrismaClient,
  shop: string,
  { customerId, orderId }: { readonly customerId: string; readonly orderId: string | null },
  productIds: readonly string[],
): Promise<string[]> {
  const orders = await prisma.orderFact.findMany({
    where: {
      shop,
      customerId,
      standing: { in: [...STANDING_ORDERS] },
      ...(orderId && { orderId: { not: orderId } }),
    },
    select: { facts: true },
  });
  const bought = new Set(
    orders.flatMap(({ facts }) =>
      (facts as unknown as AttributableOrder).lines.map((line) => line.productId),
    ),
  );
  return productIds.filter((id) => bought.has(id));
}
