import { isChargeback } from "./chargebacks.ts";
import type { TakenBack } from "./chargebacks.ts";

/**
 * Whether money of an order went back to its buyer: by a refund, or by a chargeback that was lost. A refund alone does not say so:
 * Shopify has one too for goods that came back without money, for units that an edit took off, and for amounts that come to nothing
 * (shopify.dev, topic `refunds/create`: "independent from the movement of money"). One whose money is not known counts for
 * money: it was stored before money was read, or is in a currency of the buyer's until Shopify is asked.
 * @param takenBack all of an order's
 */
export function isPaidBack(takenBack: readonly TakenBack[]): boolean {
  return takenBack.some(({ refundId, chargedBackMinor, money }) =>
    isChargeback(refundId) ? chargedBackMinor > 0 : !money || money.paidBackMinor > 0,
  );
}
