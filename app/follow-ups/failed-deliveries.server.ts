import { numericId } from "@tandem/storefront-kit/ids";

import { FAILED_DELIVERIES } from "../../core/follow-ups/arrival.ts";
import { orderNames } from "../orders/order-names.server.ts";
import type { NamesContext } from "../orders/order-names.server.ts";

const MOST = 20;
/** What nobody has seen to for so long is not shown any more. */
const SHOWN_MILLISECONDS = 60 * 86_400_000;

export interface FailedDelivery {
  readonly orderNumber: string;
  /** As the buyer knows it: #1001; null where it is not known just now. */
  readonly orderName: string | null;
  /** What was told, in Shopify's words: attempted_delivery, … */
  readonly shipmentStatus: string;
  /** ISO 8601. */
  readonly toldAt: string;
}

/** Orders of which something could not be delivered, the latest first, each once: their buyers are not asked until it was. */
export async function findFailedDeliveries(
  context: NamesContext,
  now: Date,
): Promise<FailedDelivery[]> {
  const { prisma, shop } = context;
  const rows = await prisma.orderFulfillment.findMany({
    where: {
      shop,
      status: "success",
      shipmentStatus: { in: [...FAILED_DELIVERIES] },
      updatedAt: { gt: new Date(now.getTime() - SHOWN_MILLISECONDS) },
    },
    distinct: ["orderId"],
    orderBy: { updatedAt: "desc" },
    take: MOST,
  });
  const orderIds = rows.map((row) => row.orderId);
  const gone = await prisma.orderFact.findMany({
    where: { shop, orderId: { in: orderIds }, standing: "deleted" },
    select: { orderId: true },
  });
  const names = await orderNames(context, orderIds);
  return rows.flatMap(({ orderId, shipmentStatus, updatedAt }) => {
    // An order that is gone is nobody's to look at.
    if (shipmentStatus === null || gone.some((one) => one.orderId === orderId)) return [];
    return {
      orderNumber: String(numericId(orderId)),
      orderName: names.get(orderId) ?? null,
      shipmentStatus,
      toldAt: updatedAt.toISOString(),
    };
  });
}
