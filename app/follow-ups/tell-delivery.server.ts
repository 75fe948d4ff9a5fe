import { numericId } from "@tandem/storefront-kit/ids";

import { DELIVERY_STEP } from "../../core/follow-ups/sequence.ts";
import { mailSupport } from "./mail-support.server.ts";
import type { LoadedFollowUp } from "./situations.server.ts";
import type { Batch, StepOutcome } from "./work-follow-ups.server.ts";

/** Tells the merchant's support, once for an order, that something of it could not be delivered: its buyer is not asked until it was. */
export async function tellDelivery(batch: Batch, loaded: LoadedFollowUp): Promise<StepOutcome> {
  const { orderId } = loaded.row;
  const recipient = batch.recipients.get(orderId);
  const orderName = recipient?.orderName ?? String(numericId(orderId));
  return mailSupport(batch, loaded, DELIVERY_STEP, {
    replyTo: recipient?.email ?? null,
    subject: `${orderName}: a delivery failed`,
    paragraphs: [
      `The carrier couldn’t deliver a parcel of ${orderName}, or its tracking number isn’t known.`,
      `View the order: https://${batch.shop}/admin/orders/${numericId(orderId)}`,
      "Tandem doesn’t ask the customer about this order until the parcel arrives.",
      ...(recipient?.email ? ["Reply to this email to write to the customer."] : []),
    ],
  });
}
