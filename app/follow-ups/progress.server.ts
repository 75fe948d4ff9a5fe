import type { Prisma } from "@prisma/client";

import type { AttributableOrder, RefundedLine } from "../../core/attribution/attribute-order.ts";
import { isPaidBack } from "../../core/attribution/paid-back.ts";
import { STANDING_ORDERS, standingOf } from "../../core/attribution/standing.ts";
import { arrivalOf } from "../../core/follow-ups/arrival.ts";
import type { ExpectedLine } from "../../core/follow-ups/arrival.ts";
import type { OrderProgress } from "../../core/follow-ups/pulse.ts";
import { refundsOfOrders } from "../orders/refunds-of-orders.server.ts";
import { fulfillmentsOf } from "./fulfillment-store.server.ts";

/** How far orders have come, by order id, by what is stored of them. */
export async function progressOfOrders(
  prisma: Prisma.TransactionClient,
  shop: string,
  orders: readonly AttributableOrder[],
): Promise<Map<string, OrderProgress & { readonly isRefunded: boolean }>> {
  const orderIds = orders.map((order) => order.orderId);
  const fulfillments = await fulfillmentsOf(prisma, shop, orderIds);
  const refunds = await refundsOfOrders(prisma, shop, orderIds);
  return new Map(
    orders.map((order) => {
      const { orderId } = order;
      const takenBack = refunds.get(orderId) ?? [];
      const refunded = takenBack.flatMap((refund) => refund.lines);
      const arrival = arrivalOf(expectedOf(order, refunded), fulfillments.get(orderId) ?? []);
      const isCancelled = !STANDING_ORDERS.includes(standingOf(order));
      return [orderId, { ...arrival, isCancelled, isRefunded: isPaidBack(takenBack) }];
    }),
  );
}

function expectedOf(
  { lines }: AttributableOrder,
  refunded: readonly RefundedLine[],
): ExpectedLine[] {
  return lines.map(({ lineItemId, quantity, requiresShipping, productId }) => ({
    lineItemId,
    units: refunded
      .filter((refund) => refund.lineItemId === lineItemId)
      .reduce((units, refund) => units - refund.quantity, quantity),
    requiresShipping: requiresShipping ?? true,
    isProduct: productId !== undefined,
  }));
}
