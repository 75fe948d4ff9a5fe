import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { globalId } from "../../core/catalog/global-id.ts";
import { idSchema, instantSchema, optionalTextSchema } from "../orders/webhook-fields.ts";
import { lock } from "../platform/lock.server.ts";
import { noteShipment } from "./note-follow-up.server.ts";

/** What Shopify tells of a shipment (shopify.dev, REST "Fulfillment"). */
const fulfilmentSchema = z.object({
  order_id: idSchema,
  status: optionalTextSchema,
  shipment_status: optionalTextSchema,
  created_at: instantSchema,
  updated_at: instantSchema,
});

/**
 * Notes when an order left, and when all that is known of it arrived: the first shipment and the last delivery, in
 * whatever order their news comes.
 */
export async function recordDelivery(
  prisma: PrismaClient,
  shop: string,
  payload: unknown,
  now: Date,
): Promise<void> {
  const fulfilment = fulfilmentSchema.parse(payload);
  if (fulfilment.status !== "success") return;
  const orderId = globalId("Order", fulfilment.order_id);
  const left = new Date(fulfilment.created_at);
  const arrived =
    fulfilment.shipment_status === "delivered" ? new Date(fulfilment.updated_at) : null;
  await prisma.$transaction(async (transaction) => {
    await lock(transaction, shop, orderId);
    const where = { shop_orderId: { shop, orderId } };
    const known = await transaction.orderDelivery.findUnique({ where });
    const fulfilledAt = known && known.fulfilledAt < left ? known.fulfilledAt : left;
    const before = known?.deliveredAt ?? null;
    const deliveredAt = arrived && before && before > arrived ? before : (arrived ?? before);
    await transaction.orderDelivery.upsert({
      where,
      create: { shop, orderId, fulfilledAt, deliveredAt },
      update: { fulfilledAt, deliveredAt },
    });
    await noteShipment(transaction, shop, orderId, now);
  });
}
