import type { PrismaClient } from "@prisma/client";

import { inferRefunds } from "../../../core/attribution/infer-refunds.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { getRefunds } from "../../shopify/documents/get-refund.server.ts";
import type { ReadRefund } from "../../shopify/documents/get-refund.server.ts";
import type { OrderRefund } from "../refund-payload.ts";
import { refundsOfOrders } from "../refunds-of-orders.server.ts";
import type { HistoricOrder } from "./read-history-file.server.ts";

/** What past orders are read with. */
export interface HistoryContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
}

/** What an order's refunds took back, as far as the file tells; null where it does not. */
export function refundsInFile(one: HistoricOrder): OrderRefund[] | null {
  const refunds = inferRefunds(one.order, one);
  return refunds && toRefunds(one, refunds);
}

/**
 * Asks Shopify what refunds of orders took back, of all orders together, and not for those of which lines and money are stored
 * already.
 * @returns refunds by order id, all of each order's that Shopify has
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function askForRefunds(
  { prisma, shop, client }: HistoryContext,
  orders: readonly HistoricOrder[],
): Promise<Map<string, OrderRefund[]>> {
  const orderIds = orders.map(({ order }) => order.orderId);
  const stored = await refundsOfOrders(prisma, shop, orderIds);
  const known = new Map<string, ReadRefund>();
  for (const { refundId, lines, money } of [...stored.values()].flat())
    if (money) known.set(refundId, { lines, money });
  const unknown = orders.flatMap(({ order: { currencyCode }, refunds }) =>
    refunds.flatMap(({ refundId }) => (known.has(refundId) ? [] : [{ refundId, currencyCode }])),
  );
  for (const [refundId, read] of await getRefunds(client, unknown)) known.set(refundId, read);
  return new Map(orders.map((one) => [one.order.orderId, toRefunds(one, known)]));
}

function toRefunds(
  { order: { orderId }, refunds }: HistoricOrder,
  read: ReadonlyMap<string, ReadRefund>,
): OrderRefund[] {
  return refunds.flatMap(({ refundId }) => {
    const own = read.get(refundId);
    return own ? [{ refundId, orderId, ...own }] : [];
  });
}
