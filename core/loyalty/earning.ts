import { localDate } from "@tandem/storefront-kit/dates";
import { currencyExponent } from "@tandem/storefront-kit/money/currency";

import type { AttributableOrder, RefundedLine } from "../attribution/attribute-order.ts";
import { paidMinorByLine } from "../attribution/chargebacks.ts";
import { standingOf } from "../attribution/standing.ts";
import type { Campaign, ProgrammeRules } from "./programme.ts";

/** A factor of points that changes nothing. */
export const AS_THEY_ARE = 100;

/** What of an order earns points. */
export interface Earning {
  /** Minor units of the order's currency. */
  readonly netMinor: number;
  /** The same in hundredths, each line as many times as a campaign lets its points count. */
  readonly weightedMinor: number;
}

/**
 * What of an order earns points: its lines at what was paid for them, less what was refunded. Shipping, tips, gift
 * cards and excluded products do not count, and an order that does not count itself (not paid, voided, cancelled, a test, deleted)
 * earns nothing.
 * @param refunds all refunded lines of the order, each once
 * @param timeZone IANA name of the shop's, whose days campaigns begin and end on
 */
export function earningOf(
  order: AttributableOrder,
  refunds: readonly RefundedLine[],
  { currencyCode, earning }: ProgrammeRules,
  timeZone: string,
): Earning {
  if (standingOf(order) !== "counts" || order.currencyCode !== currencyCode)
    return { netMinor: 0, weightedMinor: 0 };
  const paid = paidMinorByLine(order, refunds);
  const running = campaignsAt(earning.campaigns, order.createdAt, timeZone);
  let netMinor = 0;
  let weightedMinor = 0;
  for (const { lineItemId, productId = "", isGiftCard, isTip } of order.lines) {
    if (isGiftCard || isTip || earning.excludedProductIds.includes(productId)) continue;
    const minor = paid.get(lineItemId)!;
    netMinor += minor;
    weightedMinor += minor * factorOf(productId, running);
  }
  return { netMinor, weightedMinor };
}

/** The campaigns that hold at an instant (ISO 8601). */
export function campaignsAt(
  campaigns: readonly Campaign[],
  instant: string,
  timeZone: string,
): readonly Campaign[] {
  if (campaigns.length === 0) return campaigns;
  const day = localDate(instant, timeZone);
  return campaigns.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
}

function factorOf(productId: string, running: readonly Campaign[]): number {
  return running
    .filter(({ productIds }) => productIds === null || productIds.includes(productId))
    .reduce((most, { factor }) => Math.max(most, factor), AS_THEY_ARE);
}

/**
 * Points for what earns.
 * @param pointsFactor how many times the customer's tier lets points count, in hundredths
 */
export function pointsFor(
  { weightedMinor }: Pick<Earning, "weightedMinor">,
  { currencyCode, earning }: ProgrammeRules,
  pointsFactor = AS_THEY_ARE,
): number {
  // A large order by a high rate and factors is beyond what a double holds exactly.
  const divisor = BigInt(100 * AS_THEY_ARE * AS_THEY_ARE * 10 ** currencyExponent(currencyCode));
  const product = BigInt(weightedMinor) * BigInt(earning.hundredthsPerUnit) * BigInt(pointsFactor);
  const whole = Number(product / divisor);
  const rest = product % divisor;
  if (earning.rounding === "down") return whole;
  return whole + (earning.rounding === "up" ? Number(rest > 0n) : Number(rest * 2n >= divisor));
}
