import type { PrismaClient } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";

/** Which of some products a customer has bought with other orders. */
export async function boughtBefore(
  prisma: PrismaClient,
  shop: string,
  { customerId, orderId }: { readonly customerId: string; readonly orderId: string },
  productIds: readonly string[],
): Promise<string[]> {
  const orders = await prisma.orderFact.findMany({
    where: { shop, customerId, orderId: { not: orderId } },
    select: { facts: true },
  });
  const bought = new Set(
    orders.flatMap(({ facts }) =>
      (facts as unknown as AttributableOrder).lines.map((line) => line.productId),
    ),
  );
  return productIds.filter((id) => bought.has(id));
}
