import type { ReferralRules } from "./programme.ts";

const YEAR_MILLISECONDS = 365 * 86_400_000;

/** Why a referral earns nothing, or that it does. */
export type ReferralVerdict =
  | "counts"
  /** The one who brought the friend bought with the code. */
  | "own-order"
  /** The order went to an address, or has an e-mail address, of the one who brought the friend. */
  | "same-household"
  /** The friend, or somebody with their e-mail address, had bought before. */
  | "not-new"
  /** Less is left of the order than it has to come to; nothing while it is not paid, and once it was cancelled or refunded. */
  | "too-small"
  | "too-many"
  /** There was no programme that rewards it when the friend bought. */
  | "not-offered";

/**
 * What a verdict found of who bought, for a friend of whom nothing more is known: they were erased since.
 * @param verdict a {@link ReferralVerdict} as it was stored; null where there was none
 */
export function friendBy(
  verdict: string | null,
): Pick<ReferredOrder, "isByReferrer" | "sharesContact" | "isNew"> {
  return {
    isByReferrer: verdict === "own-order",
    sharesContact: verdict === "same-household",
    isNew: verdict !== null && verdict !== "not-new",
  };
}

/** A friend's order, bought with the code that they were given. */
export interface ReferredOrder {
  readonly referralId: string;
  /** ISO 8601. */
  readonly orderedAt: string;
  /** What is left of its lines after discounts and refunds, without tips; 0 while it is not paid, and once it is cancelled. */
  readonly netMinor: number;
  readonly isByReferrer: boolean;
  readonly sharesContact: boolean;
  readonly isNew: boolean;
  /** Of the programme when it was placed. */
  readonly rules: ReferralRules | null;
}

/**
 * Which of the referrals of one customer earn. The limit lets the first ones of any 365 days count, so each
 * depends on those before it: all of the customer's are judged together.
 * @param orders in any order
 * @returns the verdict for each, by the referral's id
 */
export function judgeReferrals(orders: readonly ReferredOrder[]): Map<string, ReferralVerdict> {
  const counted: number[] = [];
  const verdicts = new Map<string, ReferralVerdict>();
  const byTime = orders.toSorted(
    (a, b) =>
      Date.parse(a.orderedAt) - Date.parse(b.orderedAt) || (a.referralId < b.referralId ? -1 : 1),
  );
  for (const order of byTime) {
    const at = Date.parse(order.orderedAt);
    const inYear = counted.filter((one) => one > at - YEAR_MILLISECONDS).length;
    const verdict = judge(order, inYear);
    if (verdict === "counts") counted.push(at);
    verdicts.set(order.referralId, verdict);
  }
  return verdicts;
}

function judge(order: ReferredOrder, before: number): ReferralVerdict {
  if (!order.rules) return "not-offered";
  if (order.isByReferrer) return "own-order";
  if (order.sharesContact) return "same-household";
  if (!order.isNew) return "not-new";
  if (order.netMinor === 0 || order.netMinor < order.rules.minimumMinor) return "too-small";
  return before < order.rules.friendsPerYear ? "counts" : "too-many";
}

/** The code that a friend is given: the same one each time. @param referralId a UUID */
export function friendCodeOf(referralId: string): string {
  return `FRIEND-${referralId.replaceAll("-", "").slice(0, 12).toUpperCase()}`;
}
