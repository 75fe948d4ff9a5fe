/** Units of an order's line that went into one fulfillment. */
export interface FulfilledLine {
  readonly lineItemId: string;
  readonly quantity: number;
}

/**
 * A fulfillment of an order, a parcel as a rule, with the state that Shopify told of last (shopify.dev, REST "Fulfillment", and
 * "FulfillmentDisplayStatus"). Instants in ISO 8601.
 */
export interface Fulfillment {
  readonly fulfillmentId: string;
  /** success, cancelled, error or failure; open and pending are of before. */
  readonly status: string;
  /** What the carrier, or the merchant, told last: in_transit, delivered, …; null where nobody tells. */
  readonly shipmentStatus: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The first that was told of its arrival; null before. */
  readonly deliveredAt: string | null;
  /** Whether anything in it is sent: not so for what is downloaded. */
  readonly requiresShipping: boolean;
  /** Null where it was not told what is in it: it stands for all of the order then. */
  readonly lines: readonly FulfilledLine[] | null;
}

/** Told in this order, of a parcel that reaches its buyer. */
const STAGES: readonly (string | null)[] = [
  null,
  "label_voided",
  "label_purchased",
  "label_printed",
  "confirmed",
  "carrier_picked_up",
  "in_transit",
  "delayed",
  "out_for_delivery",
  "ready_for_pickup",
  "attempted_delivery",
  "failure",
  "not_delivered",
  "picked_up",
  "delivered",
];
const NOT_BEGUN = -2;
const FAILED = STAGES.length;
const CANCELLED = FAILED + 1;

/** How final a state is: of two that were told for the same instant, the more final one holds. */
function finality({ status, shipmentStatus }: Fulfillment): number {
  if (status === "cancelled") return CANCELLED;
  if (status === "error" || status === "failure") return FAILED;
  return status === "success" ? STAGES.indexOf(shipmentStatus) : NOT_BEGUN;
}

/**
 * What is known of a fulfillment after news of it: the newest state, whatever came first, and however often. What never changes,
 * and is not in all news, is kept from whichever has it.
 */
export function newerFulfillment(known: Fulfillment, news: Fulfillment): Fulfillment {
  const last = isLater(known, news) ? known : news;
  const arrivals = [known.deliveredAt, news.deliveredAt].filter((one) => one !== null);
  return {
    ...last,
    deliveredAt: arrivals.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    requiresShipping: known.requiresShipping && news.requiresShipping,
    lines: last.lines ?? known.lines ?? news.lines,
  };
}

function isLater(one: Fulfillment, other: Fulfillment): boolean {
  const byTime = Date.parse(one.updatedAt) - Date.parse(other.updatedAt);
  if (byTime !== 0) return byTime > 0;
  const byFinality = finality(one) - finality(other);
  if (byFinality !== 0) return byFinality > 0;
  // States that nobody knows: any order will do that is the same for everyone.
  return nameOf(one) >= nameOf(other);
}

const nameOf = ({ status, shipmentStatus }: Fulfillment) => `${status} ${shipmentStatus ?? ""}`;
