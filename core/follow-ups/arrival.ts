import type { Fulfillment } from "./fulfillment.ts";

const DAY_MILLISECONDS = 86_400_000;

/** A line of an order, as far as it is waited for. */
export interface ExpectedLine {
  readonly lineItemId: string;
  /** Units that are neither refunded nor removed. */
  readonly units: number;
  readonly requiresShipping: boolean;
  /** A tip is none. */
  readonly isProduct: boolean;
}

/** How far what stands of an order has come. Instants in ISO 8601. */
export interface Arrival {
  /** When the last of it left; null while something that stands has not. */
  readonly fulfilledAt: string | null;
  /** The last arrival that was told; null for none. */
  readonly deliveredAt: string | null;
  /** The last word of what nobody told the arrival of: the days of its way count from there; null where all has arrived. */
  readonly silentSince: string | null;
  /** Whether a carrier tells of something that it is still on its way. */
  readonly isOnItsWay: boolean;
  /** Whether something could not be delivered. */
  readonly hasFailed: boolean;
}

export const NOT_LEFT: Arrival = {
  fulfilledAt: null,
  deliveredAt: null,
  silentSince: null,
  isOnItsWay: false,
  hasFailed: false,
};

/** It is in the buyer's hands. */
const ARRIVED: readonly (string | null)[] = ["delivered", "picked_up"];
/**
 * It is not, and will not be without somebody's doing. A failure can also be of a tracking number that does not exist
 * (shopify.dev, REST "FulfillmentEvent"): the merchant has to look.
 */
export const FAILED_DELIVERIES: readonly string[] = [
  "attempted_delivery",
  "failure",
  "not_delivered",
];
/** It is known to be somewhere else. Ready for pickup: at a depot, or at the counter of the shop. */
const ELSEWHERE: readonly (string | null)[] = [
  "confirmed",
  "carrier_picked_up",
  "in_transit",
  "delayed",
  "out_for_delivery",
  "ready_for_pickup",
];

/** Where a fulfillment is: nearest first. */
type Whereabouts = "arrived" | "silent" | "elsewhere" | "failed";
const NEARNESS: readonly Whereabouts[] = ["arrived", "silent", "elsewhere", "failed"];

interface Parcel {
  readonly where: Whereabouts;
  /** Of its arrival, or of the last word of it. */
  readonly at: string;
  readonly fulfillment: Fulfillment;
}

/**
 * How far an order has come, by the fulfillments that stand: a cancelled one, or one that its service could not do, sent
 * nothing. A unit counts where it is nearest to the buyer, and what is refunded is not waited for.
 * @param lines of the order; none where they are not known: each fulfillment is waited for then
 */
export function arrivalOf(
  lines: readonly ExpectedLine[],
  fulfillments: readonly Fulfillment[],
): Arrival {
  const parcels = fulfillments
    .filter(({ status }) => status === "success")
    .map(toParcel)
    .toSorted(byNearness);
  const standing = lines.filter(({ units }) => units > 0);
  if (parcels.length === 0 || (lines.length > 0 && standing.length === 0)) return NOT_LEFT;
  const expected = expectedLines(standing);
  const needed = new Set(expected.length === 0 ? parcels : []);
  let hasLeft = true;
  for (const line of expected) {
    const holding = parcelsWith(line, parcels);
    for (const parcel of holding.parcels) needed.add(parcel);
    hasLeft &&= holding.areAll;
  }
  const latest = (of: readonly string[]) =>
    of.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
  const at = (...places: Whereabouts[]) =>
    [...needed].filter(({ where }) => places.includes(where)).map((parcel) => parcel.at);
  return {
    fulfilledAt: hasLeft
      ? latest([...needed].map(({ fulfillment }) => fulfillment.createdAt))
      : null,
    deliveredAt: latest(at("arrived")),
    silentSince: latest(at("silent", "elsewhere")),
    isOnItsWay: at("elsewhere").length > 0,
    hasFailed: at("failed").length > 0,
  };
}

/**
 * From when on the buyer has all that stands: as it is told, and, where it is not, so many days after the last word of it.
 * @param days that a parcel may take of which nobody tells
 * @returns milliseconds since 1970; null while something has not left, or could not be delivered
 */
export function arrivedBy(
  { fulfilledAt, deliveredAt, silentSince, hasFailed }: Arrival,
  days: number,
): number | null {
  if (fulfilledAt === null || hasFailed) return null;
  return Math.max(
    deliveredAt === null ? 0 : Date.parse(deliveredAt),
    silentSince === null ? 0 : Date.parse(silentSince) + days * DAY_MILLISECONDS,
  );
}

/**
 * What is waited for: what is sent. Of an order of which nothing is, the products; a tip is never fulfilled (shopify.dev,
 * "Order.nonFulfillableLineItems").
 */
function expectedLines(standing: readonly ExpectedLine[]): readonly ExpectedLine[] {
  const sent = standing.filter(({ requiresShipping }) => requiresShipping);
  return sent.length > 0 ? sent : standing.filter(({ isProduct }) => isProduct);
}

/** The parcels that a line's units are in, the nearest first, as far as they are needed. */
function parcelsWith({ lineItemId, units }: ExpectedLine, parcels: readonly Parcel[]) {
  const holding: Parcel[] = [];
  let missing = units;
  for (const parcel of parcels) {
    if (missing <= 0) break;
    const held = unitsIn(parcel.fulfillment, lineItemId) ?? missing;
    if (held <= 0) continue;
    holding.push(parcel);
    missing -= held;
  }
  return { parcels: holding, areAll: missing <= 0 };
}

function unitsIn({ lines }: Fulfillment, lineItemId: string): number | null {
  if (lines === null) return null;
  return lines
    .filter((line) => line.lineItemId === lineItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function toParcel(fulfillment: Fulfillment): Parcel {
  const { shipmentStatus, createdAt, updatedAt, deliveredAt, requiresShipping } = fulfillment;
  // What is downloaded has arrived when it is fulfilled.
  if (!requiresShipping) return { where: "arrived", at: createdAt, fulfillment };
  if (ARRIVED.includes(shipmentStatus))
    return { where: "arrived", at: deliveredAt ?? updatedAt, fulfillment };
  if (shipmentStatus !== null && FAILED_DELIVERIES.includes(shipmentStatus))
    return { where: "failed", at: updatedAt, fulfillment };
  if (ELSEWHERE.includes(shipmentStatus)) return { where: "elsewhere", at: updatedAt, fulfillment };
  return { where: "silent", at: createdAt, fulfillment };
}

function byNearness(one: Parcel, other: Parcel): number {
  return (
    NEARNESS.indexOf(one.where) - NEARNESS.indexOf(other.where) ||
    Date.parse(one.at) - Date.parse(other.at)
  );
}
