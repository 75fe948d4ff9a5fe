import { messageIdOf } from "../../core/follow-ups/message-id.ts";
import { sendOnce } from "./send-once.server.ts";
import type { LoadedFollowUp } from "./situations.server.ts";
import type { Batch, StepOutcome } from "./work-follow-ups.server.ts";

/** What the merchant's support is told of an order. */
interface SupportMail {
  readonly replyTo: string | null;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** Writes to the merchant's support, once for an order and a step; to nobody where the merchant named none. */
export async function mailSupport(
  { prisma, shop, mailer, identity, clock }: Batch,
  { row: { orderId }, sequenceId, supportEmail }: LoadedFollowUp,
  stepId: string,
  { replyTo, subject, paragraphs }: SupportMail,
): Promise<StepOutcome> {
  if (supportEmail === null) return { kind: "behind" };
  const text = paragraphs.join("\n\n");
  return sendOnce(
    prisma,
    // It is the merchant's mail, and counts for nobody's cap.
    { shop, orderId, stepId, sequenceId, customerId: null, addressHash: null },
    {
      events: [],
      mayStill: () => Promise.resolve(null),
      send: (mailId) =>
        mailer.send({
          messageId: messageIdOf(shop, mailId, mailer.domain),
          senderName: identity.name,
          to: supportEmail,
          replyTo,
          subject,
          text,
          html: `<p style="white-space: pre-line">${escapeHtml(text)}</p>`,
          headers: {},
        }),
    },
    clock,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
