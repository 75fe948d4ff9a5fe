import { numericId } from "@tandem/storefront-kit/ids";

import { SUPPORT_STEP } from "../../core/follow-ups/sequence.ts";
import { mailSupport } from "./mail-support.server.ts";
import type { LoadedFollowUp } from "./situations.server.ts";
import type { Batch, StepOutcome } from "./work-follow-ups.server.ts";

/** Tells the merchant's support of a buyer who is unhappy, with what they said, so that a reply goes to the buyer. */
export async function tellSupport(batch: Batch, loaded: LoadedFollowUp): Promise<StepOutcome> {
  const { prisma, shop, recipients } = batch;
  const { orderId } = loaded.row;
  const pulse = await prisma.pulse.findUnique({ where: { shop_orderId: { shop, orderId } } });
  if (!pulse) return { kind: "behind" };
  const recipient = recipients.get(orderId);
  const orderName = recipient?.orderName ?? (await storedName(batch, orderId)) ?? "an order";
  return mailSupport(batch, loaded, SUPPORT_STEP, {
    replyTo: recipient?.email ?? null,
    subject: `${orderName}: the buyer is not happy`,
    paragraphs: [
      `The buyer of ${orderName} is not happy.`,
      pulse.comment === "" ? "They left no comment." : `They wrote:\n\n${pulse.comment}`,
      `The order: https://${shop}/admin/orders/${numericId(orderId)}`,
      recipient?.email
        ? "A reply to this mail goes to the buyer. Tandem offers them nothing to buy."
        : "Their address is not known to Tandem; the order has it.",
    ],
  });
}

/** Where Shopify no longer has the order. */
async function storedName({ prisma, shop }: Batch, orderId: string): Promise<string | null> {
  const fact = await prisma.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { name: true },
  });
  return fact?.name ?? null;
}
