import { numericId } from "@tandem/storefront-kit/ids";

import type { AttributableOrder } from "../attribution/attribute-order.ts";
import { isChargeback, spreadTakenBack } from "../attribution/chargebacks.ts";
import type { TakenBack } from "../attribution/chargebacks.ts";
import { asCounted, standingOf } from "../attribution/standing.ts";
import { AS_THEY_ARE, earningOf, pointsFor } from "./earning.ts";
import type { ProgrammeRules } from "./programme.ts";

/** Why points came or went. */
export type EntryKind =
  | "earned"
  | "refunded"
  /** The buyer's bank took the money back. */
  | "charged-back"
  | "cancelled"
  /** Its payment was voided, or counts as not paid again. */
  | "voided"
  /** Deleted in Shopify. */
  | "deleted"
  /** Paid after all, when its points had been taken back. */
  | "paid"
  | "edited"
  /** Another order, known only later or taken back, changed the tier that this one was bought at. */
  | "tier"
  /** From the customer whom the order named before to the one whom it names now: Shopify merged them. */
  | "moved"
  /** The order names no customer any more. */
  | "removed"
  | "signed-up"
  | "birthday"
  | "reviewed"
  /** For a friend who was brought, and what is taken back of it when their order goes back. */
  | "referred"
  | "adjusted"
  | "imported"
  | "redeemed"
  /** Of points that were redeemed, and could not be turned into money after all. */
  | "returned"
  | "expired";

/** How many times the points of an order count, in hundredths: by the facts as they are, and as they were entered last. */
export interface OrderFactor {
  readonly now: number;
  readonly before: number;
}

/** One line of the ledger. Entries are only ever added. */
export interface LedgerEntry {
  /** Names the cause: what has happened once is entered once. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly points: number;
}

/**
 * The entries that an order's facts call for beside those that the ledger has of it: what it earned, and what
 * each refund, a chargeback, an edit or its cancellation took back. Points are what the order should have by then less what it
 * has, so that rounding never adds up to a point, and whichever way the news came in, the entries of an order sum
 * to what its facts are worth. An order that does not count, and never did, has none.
 * @param takenBack all refunds and chargebacks of the order that are known, in any order
 * @param timeZone IANA name of the shop's
 * @param recorded the order's entries so far
 * @param factor by the tier of the customer at the time of the order
 */
export function orderEntries(
  order: AttributableOrder,
  takenBack: readonly TakenBack[],
  rules: ProgrammeRules,
  timeZone: string,
  recorded: readonly LedgerEntry[],
  factor: OrderFactor = { now: AS_THEY_ARE, before: AS_THEY_ARE },
): LedgerEntry[] {
  const number = numericId(order.orderId);
  const earnedKey = `order/${number}/earned`;
  const cancelledKey = `order/${number}/cancelled`;
  const standing = standingOf(order);
  const known = new Set(recorded.map((one) => one.key));
  if (standing !== "counts" && !known.has(earnedKey)) return [];
  const entries: LedgerEntry[] = [];
  let balance = recorded.reduce((sum, one) => sum + one.points, 0);
  const enter = (kind: EntryKind, key: string, worth: number) => {
    if (known.has(key)) return;
    entries.push({ key, kind, points: worth - balance });
    balance = worth;
  };
  const counted = asCounted(order);
  const worthWith = (some: readonly TakenBack[]) =>
    pointsFor(earningOf(counted, spreadTakenBack(order, some), rules, timeZone), rules, factor.now);
  const out = lastOut(number, recorded);
  enter("earned", earnedKey, worthWith([]));
  const isTakenBack = known.has(cancelledKey) || out.isOut;
  const seen = takenBack.filter((one) => known.has(keyOf(one)));
  const fresh = takenBack.filter((one) => !known.has(keyOf(one)));
  for (const one of fresh.toSorted((a, b) => (a.refundId < b.refundId ? -1 : 1))) {
    seen.push(one);
    const kind = isChargeback(one.refundId) ? "charged-back" : "refunded";
    enter(kind, keyOf(one), isTakenBack ? 0 : worthWith(seen));
  }
  if (standing === "cancelled") enter("cancelled", cancelledKey, 0);
  else if (standing !== "counts" && !out.isOut)
    enter(standing === "deleted" ? "deleted" : "voided", outKey(number, out.count + 1), 0);
  const worth = standing === "counts" ? worthWith(takenBack) : 0;
  if (out.isOut && standing === "counts") {
    enter(out.kind === "removed" ? "edited" : "paid", backKey(number, out.count), worth);
    return entries;
  }
  if (balance === worth) return entries;
  const kind = factor.now === factor.before ? "edited" : "tier";
  const count = recorded.filter((one) => one.kind === kind).length;
  enter(kind, `order/${number}/${kind}/${count + 1}`, worth);
  return entries;
}

/** Names the entry by which an order's points are taken back whole for the nth time, and may come again. */
export function outKey(number: number, count: number | ""): string {
  return `order/${number}/out/${count}`;
}

/** How often an order's points were taken back whole, why the last time, and whether they have not come again since. */
export function lastOut(
  number: number,
  recorded: readonly { readonly key: string; readonly kind: string }[],
) {
  const prefix = outKey(number, "");
  const count = recorded.filter((one) => one.key.startsWith(prefix)).length;
  const last = recorded.find((one) => one.key === outKey(number, count));
  const isOut = count > 0 && !recorded.some((one) => one.key === backKey(number, count));
  return { count, isOut, kind: last?.kind ?? null };
}

function backKey(number: number, count: number): string {
  return `order/${number}/in/${count}`;
}

function keyOf({ refundId }: TakenBack): string {
  return `${isChargeback(refundId) ? "chargeback" : "refund"}/${numericId(refundId)}`;
}
