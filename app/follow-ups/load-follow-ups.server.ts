import { localDate } from "@tandem/storefront-kit/dates";

import { PULSE_ANSWERS } from "../../core/follow-ups/pulse.ts";
import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import { getMailer } from "../mail/mailer.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { orderNames } from "../orders/order-names.server.ts";
import { getCustomers } from "../shopify/documents/get-customers.server.ts";
import { ifAnswered } from "../shopify/if-answered.server.ts";
import { pageAsked } from "../ui/page-asked.ts";
import { previewConfirmation } from "./confirmation/preview-confirmation.server.ts";
import { findFailedDeliveries } from "./failed-deliveries.server.ts";
import { findPulseRules } from "./pulses.server.ts";
import { reportSequences } from "./report.server.ts";
import { findFollowUpRules } from "./rules-store.server.ts";

const ON_PAGE = 50;
const TREND_MONTHS = 12;
const TREND_MILLISECONDS = 366 * 86_400_000;

export interface PulseRow {
  readonly orderNumber: string;
  /** As people know it (#1001); null where it is not known just now. */
  readonly orderName: string | null;
  readonly customerNumber: string;
  /** As Shopify tells it; null for a customer who was deleted, and while Shopify does not answer. */
  readonly name: string | null;
  readonly answer: PulseAnswer;
  readonly comment: string;
  /** ISO 8601. */
  readonly answeredAt: string;
}

/** How many said what in a month, YYYY-MM in the shop's time zone. */
export type PulseMonth = { readonly month: string } & Readonly<Record<PulseAnswer, number>>;

/** What the page of follow-ups shows: rules, the pulse by month, and what buyers said, newest first. */
export async function loadFollowUps(context: OfferContext, url: URL, now: Date) {
  const { prisma, shop, timeZone } = context;
  const page = pageAsked(url);
  const words = (url.searchParams.get("words") ?? "").trim();
  const asked = url.searchParams.get("answer");
  const answer = PULSE_ANSWERS.find((one) => one === asked) ?? null;
  const where = {
    shop,
    ...(answer && { answer }),
    ...(words && { comment: { contains: words, mode: "insensitive" as const } }),
  };
  const found = await prisma.pulse.findMany({
    where,
    orderBy: [{ answeredAt: "desc" }, { orderId: "asc" }],
    skip: (page - 1) * ON_PAGE,
    take: ON_PAGE + 1,
  });
  const shown = found.slice(0, ON_PAGE);
  const names = await ifAnswered(
    getCustomers(context.client, [...new Set(shown.map((one) => one.customerId))]),
  );
  const orders = await orderNames(
    context,
    shown.map((one) => one.orderId),
  );
  const recent = await prisma.pulse.findMany({
    where: { shop, answeredAt: { gt: new Date(now.getTime() - TREND_MILLISECONDS) } },
    select: { answer: true, answeredAt: true },
  });
  return {
    rules: await findPulseRules(prisma, shop),
    mailRules: await findFollowUpRules(prisma, shop),
    sequences: await reportSequences(prisma, shop),
    canSend: getMailer() !== null,
    failedDeliveries: await findFailedDeliveries(context, now),
    currencyCode: context.currencyCode,
    confirmation: await previewConfirmation(context.currencyCode),
    months: monthsOf(recent, timeZone),
    rows: shown.map((one): PulseRow => ({
      orderNumber: one.orderId.split("/").at(-1)!,
      orderName: orders.get(one.orderId) ?? null,
      customerNumber: one.customerId.split("/").at(-1)!,
      name: names?.get(one.customerId)?.name ?? null,
      answer: one.answer as PulseAnswer,
      comment: one.comment,
      answeredAt: one.answeredAt.toISOString(),
    })),
    isShopifyAway: names === null,
    hasNext: found.length > ON_PAGE,
    page,
    words,
    answer,
    timeZone,
  };
}

export type FollowUpsData = Awaited<ReturnType<typeof loadFollowUps>>;

function monthsOf(
  pulses: readonly { answer: string; answeredAt: Date }[],
  timeZone: string,
): PulseMonth[] {
  const months = new Map<string, Record<PulseAnswer, number>>();
  for (const { answer, answeredAt } of pulses) {
    const month = localDate(answeredAt.toISOString(), timeZone).slice(0, 7);
    const counts = months.get(month) ?? { happy: 0, neutral: 0, unhappy: 0 };
    counts[answer as PulseAnswer]++;
    months.set(month, counts);
  }
  return [...months]
    .map(([month, counts]) => ({ month, ...counts }))
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))
    .slice(0, TREND_MONTHS);
}
