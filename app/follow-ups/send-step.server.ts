import type { Prisma } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { messageIdOf } from "../../core/follow-ups/message-id.ts";
import { stepIdOf } from "../../core/follow-ups/next-step.ts";
import type { NextStep } from "../../core/follow-ups/next-step.ts";
import { questionOfGift } from "../../core/follow-ups/ready-made.ts";
import { mayWrite } from "../../core/follow-ups/rules.ts";
import type { Sequence, WrittenMail } from "../../core/follow-ups/sequence.ts";
import { afterQuietHours, withinCap } from "../../core/follow-ups/send-time.ts";
import { copyLocaleOf } from "../../core/offers/locales.ts";
import type { LockedTime } from "../platform/lock.server.ts";
import { addressHashesOf, addressHashOf } from "./address-hash.server.ts";
import { noteBounce, whyBlocked } from "./block-mail.server.ts";
import { compose } from "./compose.server.tsx";
import { FOLLOW_UP_DUE } from "./flow-events.server.ts";
import { signedLink } from "./links.server.ts";
import type { LinkContent } from "./links.server.ts";
import { pickProducts } from "./pick-products.server.ts";
import { sendOnce, sentTo, skipStep } from "./send-once.server.ts";
import type { StepKey } from "./send-once.server.ts";
import type { LoadedFollowUp } from "./situations.server.ts";
import type { Batch, StepOutcome } from "./work-follow-ups.server.ts";

const DAY_MILLISECONDS = 86_400_000;
/** Who has not confirmed their address is asked about again daily, for so long. */
const CONFIRMATION_DAYS = 60;
/** What the mail server did not take for so long is not sent any more: it would come out of nowhere. */
const GIVE_UP_MILLISECONDS = 3 * DAY_MILLISECONDS;

/** Sends a mail to a buyer, if they want it, at an hour that suits them, and not too many. */
export async function sendStep(
  batch: Batch,
  { row, customerId, sequenceId, productIds, isGift, situation, supportEmail }: LoadedFollowUp,
  step: Extract<NextStep, { do: "ask" | "send" }>,
): Promise<StepOutcome> {
  const { prisma, shop, mailer, rules, identity, clock } = batch;
  const recipient = batch.recipients.get(row.orderId);
  if (!recipient?.email || customerId === null) return { kind: "end", why: "customer-gone" };
  const who = { customerId, addressHash: addressHashOf(shop, recipient.email) };
  const addressHashes = addressHashesOf(shop, recipient.email);
  const blocked = await whyBlocked(prisma, shop, { customerId, addressHashes }, recipient.consent);
  if (blocked) return { kind: "end", why: blocked };
  const may = mayWrite(recipient.consent, rules);
  const at = await clock(prisma);
  if (may === "no") return { kind: "end", why: "no-consent" };
  if (may === "later") {
    const isLong = at.getTime() - row.createdAt.getTime() > CONFIRMATION_DAYS * DAY_MILLISECONDS;
    if (isLong) return { kind: "end", why: "no-consent" };
    return { kind: "wait", until: new Date(at.getTime() + DAY_MILLISECONDS) };
  }
  const stepId = stepIdOf(step);
  const { kind, written } =
    step.do === "ask"
      ? { kind: "pulse" as const, written: questionOf(situation.sequence!, isGift) }
      : { kind: step.step.kind, written: step.step };
  const key: StepKey = { shop, orderId: row.orderId, stepId, sequenceId, ...who };
  if (row.failingSince && at.getTime() - row.failingSince.getTime() > GIVE_UP_MILLISECONDS) {
    await skipStep(prisma, key, "failed", "The mail server took nothing for three days.", at);
    return { kind: "behind" };
  }
  const isOffer = kind === "offer";
  const locale = copyLocaleOf(recipient.locale);
  const order = { orderId: row.orderId, customerId, productIds };
  const products = isOffer ? await pickProducts(batch, order, "follow-up-email", locale, at) : [];
  if (isOffer && products.length === 0) {
    await skipStep(prisma, key, "skipped", "Nothing that can be bought goes with the order.", at);
    return { kind: "behind" };
  }
  const mayStill = async (transaction: Prisma.TransactionClient, now: LockedTime) => {
    const since = new Date(now.getTime() - rules.cap.days * DAY_MILLISECONDS);
    const sent = await sentTo(transaction, shop, customerId, since);
    const capped = withinCap(now.toISOString(), sent, rules.cap);
    const until = afterQuietHours(capped, rules.quiet, recipient.timeZone ?? batch.timeZone);
    return Date.parse(until) > now.getTime() ? new Date(until) : null;
  };
  const send = async (mailId: string) => {
    const linkTo = (purpose: LinkContent["purpose"], more: Partial<LinkContent> = {}) =>
      signedLink({ shop, mail: mailId, purpose, ...more }, at);
    const unsubscribe = linkTo("unsubscribe");
    const composed = await compose({
      kind,
      written,
      locale,
      shopName: identity.name,
      orderName: recipient.orderName,
      rules,
      currencyCode: batch.currencyCode,
      products,
      links: {
        answer: (answer) => `${linkTo("pulse")}&answer=${answer}`,
        cart: ({ variantId, offerId }) => linkTo("cart", { variantId, offerId }),
        unsubscribe,
        open: rules.tracksOpens ? linkTo("open") : null,
      },
    });
    return mailer.send({
      ...composed,
      messageId: messageIdOf(shop, mailId, mailer.domain),
      senderName: rules.senderName || identity.name,
      to: recipient.email!,
      replyTo: supportEmail,
      // RFC 8058: programs unsubscribe by a POST to the address, without asking.
      headers: {
        "List-Unsubscribe": `<${unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
  };
  const events = [
    {
      key: `${FOLLOW_UP_DUE}/${row.orderId}/${stepId}`,
      handle: FOLLOW_UP_DUE,
      payload: {
        customer_id: numericId(customerId),
        order_id: numericId(row.orderId),
        Sequence: situation.sequence!.name,
        Step: kind,
      },
    },
  ];
  const outcome = await sendOnce(prisma, key, { mayStill, events, send }, clock);
  if (outcome.kind !== "behind" || outcome.bouncedHash === null) return outcome;
  const bounced = { customerId, addressHash: outcome.bouncedHash };
  await prisma.$transaction((transaction) => noteBounce(transaction, shop, bounced, at));
  return { kind: "end", why: "unreachable" };
}

/** What is asked: of who has what they ordered, or of who gave it away. */
function questionOf(sequence: Sequence, isGift: boolean): WrittenMail {
  return isGift ? questionOfGift(sequence) : sequence.pulse;
}
