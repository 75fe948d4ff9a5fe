import { localDate } from "@tandem/storefront-kit/dates";

import { WHOLE_BASIS_POINTS } from "../money/percentage.ts";
import { AS_THEY_ARE, pointsFor } from "./earning.ts";
import type { Earning } from "./earning.ts";
import type { ProgrammeRules, TierLevel } from "./programme.ts";
import { worthOfPoints } from "./redeeming.ts";
import { tierAt } from "./tiers.ts";
import type { CountedOrder } from "./tiers.ts";

const YEAR_MILLISECONDS = 365 * 86_400_000;

/** An order as it was: what of it earns, in minor units of the shop's currency, net of refunds. */
export interface PastOrder extends Earning {
  readonly customerId: string;
  /** ISO 8601. */
  readonly orderedAt: string;
}

/** What the programme would have given in some time. Amounts are minor units of the shop's currency. */
export interface ProgrammeCost {
  readonly orders: number;
  readonly netMinor: number;
  readonly points: number;
  /** What its points are worth, if every one of them is used. */
  readonly pointsMinor: number;
  readonly discountMinor: number;
  readonly creditMinor: number;
  /** Orders whose shipping a tier would have paid. */
  readonly freeShippings: number;
}

export interface YearCost {
  /** One for each month that had orders, oldest first: YYYY-MM in the shop's time zone. */
  readonly months: readonly (ProgrammeCost & { readonly month: string })[];
  readonly total: ProgrammeCost;
  /** Customers who would be in each tier now, lowest tier first. */
  readonly members: readonly { readonly tier: string; readonly customers: number }[];
}

const NOTHING: ProgrammeCost = {
  orders: 0,
  netMinor: 0,
  points: 0,
  pointsMinor: 0,
  discountMinor: 0,
  creditMinor: 0,
  freeShippings: 0,
};

/**
 * What a programme would have cost over the last 365 days, had it run: each order earns, and has the perks of the tier
 * that the customer's orders before it had reached. Nobody buys more for it here, so it is the cost without
 * its effect.
 * @param orders of customers, in any order; those from before the year only count for tiers
 * @param now ISO 8601
 * @param timeZone IANA name of the shop's
 */
export function simulateYear(
  rules: ProgrammeRules,
  orders: readonly PastOrder[],
  now: string,
  timeZone: string,
): YearCost {
  const since = Date.parse(now) - YEAR_MILLISECONDS;
  const months = new Map<string, ProgrammeCost>();
  const standing = new Map<string, number>();
  for (const own of byCustomer(orders).values()) {
    const past: CountedOrder[] = [];
    let held: TierLevel | null = null;
    for (const { orderedAt, netMinor, weightedMinor } of own) {
      const level: TierLevel | null = tierAt(rules.tiers, past, orderedAt, timeZone).level;
      const pointsFactor = level?.perks.pointsFactor ?? AS_THEY_ARE;
      const points = pointsFor({ weightedMinor }, rules, pointsFactor);
      past.push({ orderedAt, netMinor, points });
      const next = tierAt(rules.tiers, past, orderedAt, timeZone).level;
      const isRise = (next?.threshold ?? 0) > Math.max(held?.threshold ?? 0, level?.threshold ?? 0);
      held = next;
      if (Date.parse(orderedAt) < since) continue;
      const month = localDate(orderedAt, timeZone).slice(0, 7);
      const off = level?.perks.discountBasisPoints ?? 0;
      months.set(
        month,
        plus(months.get(month) ?? NOTHING, {
          orders: 1,
          netMinor,
          points,
          pointsMinor: worthOfPoints(points, rules),
          discountMinor: Math.floor((netMinor * off) / WHOLE_BASIS_POINTS + 0.5),
          creditMinor: isRise ? (next?.perks.creditMinor ?? 0) : 0,
          freeShippings: level?.perks.hasFreeShipping ? 1 : 0,
        }),
      );
    }
    const { level } = tierAt(rules.tiers, past, now, timeZone);
    if (level) standing.set(level.id, (standing.get(level.id) ?? 0) + 1);
  }
  const shown = [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, cost]) => ({ month, ...cost }));
  return {
    months: shown,
    total: shown.reduce<ProgrammeCost>(plus, NOTHING),
    members: rules.tiers.levels.map(({ id, name }) => ({
      tier: name,
      customers: standing.get(id) ?? 0,
    })),
  };
}

function plus(a: ProgrammeCost, b: ProgrammeCost): ProgrammeCost {
  return {
    orders: a.orders + b.orders,
    netMinor: a.netMinor + b.netMinor,
    points: a.points + b.points,
    pointsMinor: a.pointsMinor + b.pointsMinor,
    discountMinor: a.discountMinor + b.discountMinor,
    creditMinor: a.creditMinor + b.creditMinor,
    freeShippings: a.freeShippings + b.freeShippings,
  };
}

function byCustomer(orders: readonly PastOrder[]): Map<string, PastOrder[]> {
  const customers = new Map<string, PastOrder[]>();
  for (const order of orders.toSorted(
    (a, b) => Date.parse(a.orderedAt) - Date.parse(b.orderedAt),
  )) {
    const own = customers.get(order.customerId);
    if (own) own.push(order);
    else customers.set(order.customerId, [order]);
  }
  return customers;
}
