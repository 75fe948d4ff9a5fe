import type { Prisma } from "@prisma/client";

import type { RefundedLine } from "../../core/attribution/attribute-order.ts";
import type { TakenBack } from "../../core/attribution/chargebacks.ts";
import { exactNumber } from "../../core/money/exact-number.ts";

/** The refunds and chargebacks of orders, by order id; an order without any is not in the map. */
export async function refundsOfOrders(
  prisma: Prisma.TransactionClient,
  shop: string,
  orderIds: readonly string[],
): Promise<Map<string, TakenBack[]>> {
  const rows = await prisma.refundFact.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
  });
  const byOrder = new Map<string, TakenBack[]>();
  for (const { orderId, refundId, lines, chargedBackMinor, ...row } of rows) {
    const { paidBackMinor, shippingMinor, taxMinor } = row;
    const own = byOrder.get(orderId) ?? [];
    own.push({
      refundId,
      lines: lines as unknown as RefundedLine[],
      chargedBackMinor: exactNumber(chargedBackMinor),
      ...(paidBackMinor !== null && {
        money: {
          paidBackMinor: exactNumber(paidBackMinor),
          shippingMinor: exactNumber(shippingMinor),
          taxMinor: exactNumber(taxMinor),
        },
      }),
    });
    byOrder.set(orderId, own);
  }
  return byOrder;
}
