/** An order, as far as it shows what became of what was to be added. */
export interface SettledFacts {
  /** Units of the variant that stand on the order now: it had none before. */
  readonly units: number;
  /** What is neither paid nor authorised, in minor units; negative where the buyer is owed. */
  readonly outstandingMinor: number;
  readonly isCancelled: boolean;
  /** Whether somebody may have begun to pick or pack it. */
  readonly isInFulfilment: boolean;
}

/** Shopify's words for an order that nobody has begun to pick (AdminAPI, OrderDisplayFulfillmentStatus). */
const NOT_BEGUN: readonly string[] = ["UNFULFILLED", "ON_HOLD", "SCHEDULED"];

/** Whether an order of such a status is in fulfilment, so that nothing of it may be changed any more. */
export function isInFulfilment(displayStatus: string): boolean {
  return !NOT_BEGUN.includes(displayStatus);
}

/** What is to be done about an offer that was accepted; `wait` while Shopify may still be at it. */
export type Settlement = "added" | "not-added" | "take-off" | "left-unpaid" | "wait";

/**
 * Nothing stays on an order that was not paid; and nothing of an order in fulfilment is changed.
 * @param facts null while Shopify does not know the order
 * @param isOver whether Shopify is done with it: it said that it failed, or it has had time enough
 */
export function settle(facts: SettledFacts | null, isOver: boolean): Settlement {
  const added = facts && facts.units > 0 && !facts.isCancelled ? facts : null;
  if (added && added.outstandingMinor <= 0) return "added";
  if (!isOver) return "wait";
  if (!added) return "not-added";
  return added.isInFulfilment ? "left-unpaid" : "take-off";
}
