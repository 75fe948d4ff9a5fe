import type { Prisma } from "@prisma/client";

import type { RefundedLine } from "../../core/attribution/attribute-order.ts";

/** A refund as it is stored. */
export interface StoredRefund {
  readonly refundId: string;
  readonly lines: readonly RefundedLine[];
}

/** The refunds of orders, by order id; an order without any is not in the map. */
export async function refundsOfOrders(
  prisma: Prisma.TransactionClient,
  shop: string,
  orderIds: readonly string[],
): Promise<Map<string, StoredRefund[]>> {
  const rows = await prisma.refundFact.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
  });
  const byOrder = new Map<string, StoredRefund[]>();
  for (const { orderId, refundId, lines } of rows) {
    const own = byOrder.get(orderId) ?? [];
    own.push({ refundId, lines: lines as unknown as RefundedLine[] });
    byOrder.set(orderId, own);
  }
  return byOrder;
}
