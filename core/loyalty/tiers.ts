import { instantOf, localDate } from "@tandem/storefront-kit/dates";

import type { TierLevel, TierRules } from "./programme.ts";

const DAY_MILLISECONDS = 86_400_000;
const ROLLING_DAYS = 365;

/** What one order of a customer counts for a tier: nothing once it was refunded whole, or cancelled. */
export interface CountedOrder {
  /** ISO 8601. */
  readonly orderedAt: string;
  readonly netMinor: number;
  readonly points: number;
}

export interface TierStanding {
  /** The tier that the customer has; null below the first. */
  readonly level: TierLevel | null;
  /** What counts now: minor units, orders or points. */
  readonly counted: number;
  /** The tier above, with what is missing to it; null at the top. */
  readonly next: { readonly level: TierLevel; readonly missing: number } | null;
}

/**
 * Which tier a customer has at an instant. Over a rolling year, it is the highest that the last 365 days have
 * reached, now or within the days of grace. By the calendar, what was reached in a year holds to the end of the
 * next one, and the days of grace beyond.
 * @param orders those of the customer, in any order
 * @param at ISO 8601
 * @param timeZone IANA name of the shop's, whose years count
 */
export function tierAt(
  rules: TierRules,
  orders: readonly CountedOrder[],
  at: string,
  timeZone: string,
): TierStanding {
  const past = orders.filter((order) => Date.parse(order.orderedAt) <= Date.parse(at));
  const held = (rules.window === "rolling-year" ? rollingSums : calendarSums)(
    rules,
    past,
    at,
    timeZone,
  );
  const counted = held[0] ?? 0;
  const best = Math.max(...held);
  const level = rules.levels.findLast((one) => one.threshold <= best) ?? null;
  const above = rules.levels.find((one) => one.threshold > (level?.threshold ?? 0));
  return {
    level,
    counted,
    next: above ? { level: above, missing: Math.max(0, above.threshold - counted) } : null,
  };
}

/**
 * The next instant at which time alone may change where a customer stands: an order leaves the window, a year
 * or the days of grace end.
 * @returns ISO 8601; null where nothing is to come
 */
export function nextTierChange(
  rules: TierRules,
  orders: readonly CountedOrder[],
  at: string,
  timeZone: string,
): string | null {
  if (orders.length === 0) return null;
  const year = Number(localDate(at, timeZone).slice(0, 4));
  const ends =
    rules.window === "rolling-year"
      ? orders.map((order) => Date.parse(order.orderedAt) + ROLLING_DAYS * DAY_MILLISECONDS)
      : [year, year + 1].map((one) => Date.parse(instantOf(`${one}-01-01T00:00`, timeZone)));
  const later = ends
    // A millisecond beyond: at the very end of grace, what was kept is kept still.
    .flatMap((end) => [end, end + rules.graceDays * DAY_MILLISECONDS + 1])
    .filter((end) => end > Date.parse(at));
  return later.length > 0 ? new Date(Math.min(...later)).toISOString() : null;
}

/** What counts at the instant, first, and at every other one since which a tier would still be held. */
function rollingSums(rules: TierRules, orders: readonly CountedOrder[], at: string): number[] {
  const now = Date.parse(at);
  const since = now - rules.graceDays * DAY_MILLISECONDS;
  const instants = [
    now,
    since,
    ...orders.map((order) => Date.parse(order.orderedAt)).filter((one) => one >= since),
  ];
  return instants.map((instant) =>
    sumOf(
      rules,
      orders.filter((order) => {
        const ordered = Date.parse(order.orderedAt);
        return ordered <= instant && ordered > instant - ROLLING_DAYS * DAY_MILLISECONDS;
      }),
    ),
  );
}

function calendarSums(
  rules: TierRules,
  orders: readonly CountedOrder[],
  at: string,
  timeZone: string,
): number[] {
  const yearOf = (instant: string) => Number(localDate(instant, timeZone).slice(0, 4));
  const graceFrom = new Date(Date.parse(at) - rules.graceDays * DAY_MILLISECONDS).toISOString();
  const [last, first] = [yearOf(at), yearOf(graceFrom) - 1];
  return Array.from({ length: last - first + 1 }, (_one, index) =>
    sumOf(
      rules,
      orders.filter((order) => yearOf(order.orderedAt) === last - index),
    ),
  );
}

function sumOf({ measure }: TierRules, orders: readonly CountedOrder[]): number {
  if (measure === "orders") return orders.filter((order) => order.netMinor > 0).length;
  return orders.reduce(
    (sum, order) => sum + (measure === "spend" ? order.netMinor : order.points),
    0,
  );
}
