import type { PrismaClient } from "@prisma/client";

import { numericId } from "../../core/catalog/global-id.ts";
import { FAILED_DELIVERIES } from "../../core/follow-ups/arrival.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getRecipients } from "../shopify/documents/get-recipients.server.ts";

const MOST = 20;
/** What nobody has seen to for so long is not shown any more. */
const SHOWN_MILLISECONDS = 60 * 86_400_000;

export interface FailedDelivery {
  readonly orderNumber: string;
  /** As the buyer knows it: #1001. */
  readonly orderName: string;
  /** What was told, in Shopify's words: attempted_delivery, … */
  readonly shipmentStatus: string;
  /** ISO 8601. */
  readonly toldAt: string;
}

/** Orders of which something could not be delivered, the latest first, each once: their buyers are not asked until it was. */
export async function findFailedDeliveries(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: Date,
): Promise<FailedDelivery[]> {
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
  if (rows.length === 0) return [];
  const { recipients } = await getRecipients(
    client,
    rows.map((row) => row.orderId),
  );
  return rows.flatMap(({ orderId, shipmentStatus, updatedAt }) => {
    const orderName = recipients.get(orderId)?.orderName;
    // An order that is gone is nobody's to look at.
    if (orderName === undefined || shipmentStatus === null) return [];
    const orderNumber = String(numericId(orderId));
    return [{ orderNumber, orderName, shipmentStatus, toldAt: updatedAt.toISOString() }];
  });
}
