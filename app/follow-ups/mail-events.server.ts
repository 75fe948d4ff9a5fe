import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { readMessageId } from "../../core/follow-ups/message-id.ts";
import { noteBounce, noteComplaint } from "./block-mail.server.ts";

/** What mail providers tell of a mail after they took it. */
export const mailEventSchema = z.object({
  messageId: z.string({ error: "Send the mail’s Message-ID." }),
  event: z.enum(["bounced", "complained"], { error: "Send bounced or complained." }),
});

/**
 * Notes that a mail came back for good, so that nothing more is sent to that address; or that who got it called it spam, so that
 * nothing more is sent to them, and Shopify is told as well. Told twice, it is noted once.
 * @returns whether the mail is one of ours
 */
export async function noteMailEvent(
  prisma: PrismaClient,
  { messageId, event }: z.infer<typeof mailEventSchema>,
  now: Date,
): Promise<boolean> {
  const named = readMessageId(messageId);
  if (!named) return false;
  const { shop, mailId } = named;
  const where = { shop_id: { shop, id: mailId } };
  return prisma.$transaction(async (transaction) => {
    const mail = await transaction.followUpMail.findUnique({ where });
    if (!mail) return false;
    const isBounce = event === "bounced";
    await transaction.followUpMail.update({
      where,
      data: isBounce
        ? { state: "bounced", message: "The mail came back." }
        : { unsubscribedAt: mail.unsubscribedAt ?? now },
    });
    await (isBounce ? noteBounce : noteComplaint)(transaction, shop, mail, now);
    return true;
  });
}
