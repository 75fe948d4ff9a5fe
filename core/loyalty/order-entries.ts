import type { AttributableOrder, RefundedLine } from "../attribution/attribute-order.ts";
import { numericId } from "../catalog/global-id.ts";
import { AS_THEY_ARE, earningMinor, pointsFor } from "./earning.ts";
import type { ProgrammeRules } from "./programme.ts";

/** Why points came or went. */
export type EntryKind =
  | "earned"
  | "refunded"
  | "cancelled"
  | "edited"
  /** Another order, known only later or taken back, changed the tier that this one was bought at. */
  | "tier"
  /** From the customer whom the order named before to the one whom it names now: Shopify merged them. */
  | "moved"
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

/** A refund of the order, with the lines that it took back. */
export interface OrderRefundFact {
  readonly refundId: string;
  readonly lines: readonly RefundedLine[];
}

/**
 * The entries that an order's facts call for beside those that the ledger has of it: what it earned, and what
 * each refund, an edit or its cancellation took back. Points are what the order should have by then less what it
 * has, so that rounding never adds up to a point, and whichever way the news came in, the entries of an order sum
 * to what its facts are worth.
 * @param refunds all refunds of the order that are known, in any order
 * @param recorded the order's entries so far
 * @param factor by the tier of the customer at the time of the order
 */
export function orderEntries(
  order: AttributableOrder,
  refunds: readonly OrderRefundFact[],
  rules: ProgrammeRules,
  recorded: readonly LedgerEntry[],
  factor: OrderFactor = { now: AS_THEY_ARE, before: AS_THEY_ARE },
): LedgerEntry[] {
  const number = numericId(order.orderId);
  const known = new Set(recorded.map((one) => one.key));
  const entries: LedgerEntry[] = [];
  let balance = recorded.reduce((sum, one) => sum + one.points, 0);
  const enter = (kind: EntryKind, key: string, worth: number) => {
    if (known.has(key)) return;
    entries.push({ key, kind, points: worth - balance });
    balance = worth;
  };
  const worthWith = (some: readonly OrderRefundFact[], isCancelled: boolean) =>
    pointsFor(
      earningMinor(
        isCancelled ? order : { ...order, cancelledAt: null },
        some.flatMap((refund) => refund.lines),
        rules,
      ),
      rules,
      factor.now,
    );
  enter("earned", `order/${number}/earned`, worthWith([], false));
  const keyOf = (refund: OrderRefundFact) => `refund/${numericId(refund.refundId)}`;
  const cancelledKey = `order/${number}/cancelled`;
  const counted = refunds.filter((refund) => known.has(keyOf(refund)));
  const fresh = refunds.filter((refund) => !known.has(keyOf(refund)));
  for (const refund of fresh.toSorted((a, b) => (a.refundId < b.refundId ? -1 : 1))) {
    counted.push(refund);
    enter("refunded", keyOf(refund), worthWith(counted, known.has(cancelledKey)));
  }
  if (order.cancelledAt !== null) enter("cancelled", cancelledKey, 0);
  const worth = worthWith(refunds, true);
  if (balance === worth) return entries;
  const kind = factor.now === factor.before ? "edited" : "tier";
  const count = recorded.filter((one) => one.kind === kind).length;
  enter(kind, `order/${number}/${kind}/${count + 1}`, worth);
  return entries;
}
