import type { Prisma } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import type { OrderNews } from "../orders/webhook-payloads.server.ts";
import { erasedAmong, holdOffErasure } from "./erased.server.ts";

/**
 * Orders as they may be stored: those of customers who were erased are nobody's, however late their news comes. The caller
 * stores them in the same transaction, in which no customer of theirs can be erased.
 */
export async function ordersWithoutErased(
  transaction: Prisma.TransactionClient,
  shop: string,
  orders: readonly AttributableOrder[],
): Promise<AttributableOrder[]> {
  const customerIds = [...new Set(orders.flatMap((order) => order.customerId ?? []))];
  await holdOffErasure(transaction, shop, customerIds);
  const orderIds = orders.map((order) => order.orderId);
  const erased = await erasedAmong(transaction, shop, [...customerIds, ...orderIds]);
  if (erased.size === 0) return [...orders];
  return orders.map((order) => {
    const { customerId, ...rest } = order;
    const isErased = erased.has(order.orderId) || erased.has(customerId ?? "");
    return isErased ? rest : order;
  });
}

/** The same of one order's news: without who bought, nothing is told of their address and their checkout either. */
export async function newsWithoutErased(
  transaction: Prisma.TransactionClient,
  shop: string,
  news: OrderNews,
): Promise<OrderNews> {
  const [order] = await ordersWithoutErased(transaction, shop, [news.order]);
  if (order === undefined || order === news.order) return news;
  const { contact: _contact, checkoutToken: _token, ...rest } = news;
  return { ...rest, order };
}
