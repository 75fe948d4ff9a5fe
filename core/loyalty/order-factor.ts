import { AS_THEY_ARE } from "./earning.ts";
import type { ProgrammeRules } from "./programme.ts";
import { tierAt } from "./tiers.ts";
import type { CountedOrder } from "./tiers.ts";

/** An order among those of its customer, with what it counts. */
export interface PlacedOrder extends CountedOrder {
  readonly orderId: string;
}

/** Whether an order comes before another one of the same customer: by time, then by id. */
export function isBefore(
  one: Pick<PlacedOrder, "orderId" | "orderedAt">,
  other: Pick<PlacedOrder, "orderId" | "orderedAt">,
): boolean {
  const difference = Date.parse(one.orderedAt) - Date.parse(other.orderedAt);
  return difference < 0 || (difference === 0 && one.orderId < other.orderId);
}

/**
 * How many times the points of an order count, in hundredths: by the tier that the customer's orders before it had
 * reached. It follows from the facts alone, net of refunds, so it is the same in whatever order the news came in.
 * @param orders all orders of the customer, in any order
 * @param timeZone IANA name of the shop's
 */
export function pointsFactorOf(
  order: Pick<PlacedOrder, "orderId" | "orderedAt">,
  orders: readonly PlacedOrder[],
  rules: ProgrammeRules,
  timeZone: string,
): number {
  if (rules.tiers.levels.every((level) => level.perks.pointsFactor === AS_THEY_ARE))
    return AS_THEY_ARE;
  const before = orders.filter((one) => isBefore(one, order));
  const { level } = tierAt(rules.tiers, before, order.orderedAt, timeZone);
  return level?.perks.pointsFactor ?? AS_THEY_ARE;
}
