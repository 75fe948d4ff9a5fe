import { numericId } from "../../core/catalog/global-id.ts";
import { messageIdOf } from "../../core/follow-ups/message-id.ts";
import { SUPPORT_STEP } from "../../core/follow-ups/sequence.ts";
import { sendOnce } from "./send-once.server.ts";
import type { LoadedFollowUp } from "./situations.server.ts";
import type { Batch, StepOutcome } from "./work-follow-ups.server.ts";

/** Tells the merchant's support of a buyer who is unhappy, with what they said, so that a reply goes to the buyer. */
export async function tellSupport(
  batch: Batch,
  { row, sequenceId, supportEmail }: LoadedFollowUp,
): Promise<StepOutcome> {
  const { prisma, shop, mailer, identity, recipients, clock } = batch;
  const { orderId } = row;
  const pulse = await prisma.pulse.findUnique({ where: { shop_orderId: { shop, orderId } } });
  if (!pulse || supportEmail === null) return { kind: "behind" };
  const recipient = recipients.get(orderId);
  const orderName = recipient?.orderName ?? (await storedName(batch, orderId)) ?? "an order";
  const text = [
    `The buyer of ${orderName} is not happy.`,
    pulse.comment === "" ? "They left no comment." : `They wrote:\n\n${pulse.comment}`,
    `The order: https://${shop}/admin/orders/${numericId(orderId)}`,
    recipient?.email
      ? "A reply to this mail goes to the buyer. Tandem offers them nothing to buy."
      : "Their address is not known to Tandem; the order has it.",
  ].join("\n\n");
  return sendOnce(
    prisma,
    // It is the merchant's mail, and counts for nobody's cap.
    { shop, orderId, stepId: SUPPORT_STEP, sequenceId, customerId: null },
    {
      events: [],
      mayStill: () => Promise.resolve(null),
      send: (mailId) =>
        mailer.send({
          messageId: messageIdOf(shop, mailId, mailer.domain),
          senderName: identity.name,
          to: supportEmail,
          replyTo: recipient?.email ?? null,
          subject: `${orderName}: the buyer is not happy`,
          text,
          html: `<p style="white-space: pre-line">${escapeHtml(text)}</p>`,
          headers: {},
        }),
    },
    clock,
  );
}

/** Where Shopify no longer has the order. */
async function storedName({ prisma, shop }: Batch, orderId: string): Promise<string | null> {
  const fact = await prisma.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { name: true },
  });
  return fact?.name ?? null;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
