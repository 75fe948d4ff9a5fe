import type { AttributableOrder, RefundedLine } from "../attribution/attribute-order.ts";
import { currencyExponent } from "../money/currency.ts";
import type { ProgrammeRules } from "./programme.ts";

/** A factor of points that changes nothing. */
export const AS_THEY_ARE = 100;

/**
 * What of an order earns points: its lines at what was paid for them, less what was refunded. Shipping, gift
 * cards and excluded products do not count, and a cancelled order earns nothing.
 * @param refunds all refunded lines of the order, each once
 * @returns minor units of the order's currency
 */
export function earningMinor(
  order: AttributableOrder,
  refunds: readonly RefundedLine[],
  { currencyCode, earning }: ProgrammeRules,
): number {
  if (order.cancelledAt !== null || order.currencyCode !== currencyCode) return 0;
  const paid = order.lines.map((line) => {
    if (line.isGiftCard || earning.excludedProductIds.includes(line.productId ?? "")) return 0;
    const off = line.discounts.reduce((sum, one) => sum + one.amountMinor, 0);
    const refunded = refunds
      .filter((one) => one.lineItemId === line.lineItemId)
      .reduce((sum, one) => sum + one.subtotalMinor, 0);
    return Math.max(0, line.quantity * line.unitPriceMinor - off - refunded);
  });
  return paid.reduce((sum, minor) => sum + minor, 0);
}

/**
 * Points for an amount that earns.
 * @param minor minor units of the programme's currency
 * @param pointsFactor how many times the customer's tier lets points count, in hundredths
 */
export function pointsFor(
  minor: number,
  { currencyCode, earning }: ProgrammeRules,
  pointsFactor = AS_THEY_ARE,
): number {
  // A large order by a high rate and factor is beyond what a double holds exactly.
  const divisor = BigInt(100 * AS_THEY_ARE * 10 ** currencyExponent(currencyCode));
  const product = BigInt(minor) * BigInt(earning.hundredthsPerUnit) * BigInt(pointsFactor);
  const whole = Number(product / divisor);
  const rest = product % divisor;
  if (earning.rounding === "down") return whole;
  return whole + (earning.rounding === "up" ? Number(rest > 0n) : Number(rest * 2n >= divisor));
}
