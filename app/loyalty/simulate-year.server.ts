import { z } from "zod";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { spreadTakenBack } from "../../core/attribution/chargebacks.ts";
import { earningOf } from "../../core/loyalty/earning.ts";
import { parseProgramme } from "../../core/loyalty/programme-schema.ts";
import type { ProgrammeRules } from "../../core/loyalty/programme.ts";
import { simulateYear } from "../../core/loyalty/simulate-year.ts";
import type { PastOrder, YearCost } from "../../core/loyalty/simulate-year.ts";
import { fillCampaigns } from "./campaign-collections.server.ts";
import { refundsOfOrders } from "../orders/refunds-of-orders.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";

/** Orders that are read at a time. */
const PAGE = 1_000;
/** The year that is told, and the one before it, which decides the tiers that customers begin with. */
const READ_MILLISECONDS = 2 * 365 * 86_400_000;

export const simulationSchema = z.object({ draft: z.unknown() });

export type SimulatedYear =
  | { readonly ok: true; readonly year: YearCost; readonly currencyCode: string }
  | { readonly ok: false; readonly message: string };

/** What a programme, as it is typed, would have cost on the shop's own orders of the last 365 days. */
export async function simulateProgramme(
  context: Pick<OfferContext, "prisma" | "shop" | "client" | "currencyCode" | "timeZone">,
  { draft }: z.infer<typeof simulationSchema>,
  now: Date,
): Promise<SimulatedYear> {
  const { currencyCode, timeZone } = context;
  const filled = await fillCampaigns(context.client, draft);
  const parsed = filled.ok ? parseProgramme(filled.draft, currencyCode) : filled;
  if (!parsed.ok)
    return { ok: false, message: parsed.issues[0]?.message ?? "Complete the programme first." };
  const orders = await pastOrders(context, parsed.rules, now);
  const year = simulateYear(parsed.rules, orders, now.toISOString(), timeZone);
  return { ok: true, year, currencyCode };
}

async function pastOrders(
  { prisma, shop, timeZone }: Pick<OfferContext, "prisma" | "shop" | "timeZone">,
  rules: ProgrammeRules,
  now: Date,
): Promise<PastOrder[]> {
  const since = new Date(now.getTime() - READ_MILLISECONDS);
  const orders: PastOrder[] = [];
  let after = "";
  for (;;) {
    const page = await prisma.orderFact.findMany({
      where: {
        shop,
        orderId: { gt: after },
        createdAt: { gte: since, lte: now },
        standing: "counts",
      },
      orderBy: { orderId: "asc" },
      take: PAGE,
    });
    if (page.length === 0) return orders;
    const refunds = await refundsOfOrders(
      prisma,
      shop,
      page.map((row) => row.orderId),
    );
    for (const { orderId, facts } of page) {
      const order = facts as unknown as AttributableOrder;
      after = orderId;
      if (!order.customerId) continue;
      const lines = spreadTakenBack(order, refunds.get(orderId) ?? []);
      orders.push({
        customerId: order.customerId,
        orderedAt: order.createdAt,
        ...earningOf(order, lines, rules, timeZone),
      });
    }
  }
}
