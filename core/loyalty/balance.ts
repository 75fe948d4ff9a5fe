import type { EntryKind } from "./order-entries.ts";

/** What a customer has, in points. */
export interface Balance {
  /** What can be used. */
  readonly available: number;
  /** What can be used when its order can no longer be returned. */
  readonly pending: number;
}

/** An entry, as far as a balance needs it. */
export interface CountedEntry {
  readonly kind: EntryKind;
  readonly points: number;
  /** ISO 8601: from when on its points can be used. */
  readonly availableAt: string;
}

/** Kinds that use points up where they are negative: whatever else is negative takes back what is pending or not along with it. */
export const SPENDING_KINDS: readonly EntryKind[] = ["redeemed", "expired", "adjusted"];

/**
 * A customer's balance at an instant. What was spent counts whatever its date: points that are gone by the clock of
 * another process are gone, also where that clock is ahead. What is taken back of an order counts with what the order earned.
 * @param now ISO 8601
 */
export function balanceOf(entries: readonly CountedEntry[], now: string): Balance {
  const at = Date.parse(now);
  let available = 0;
  let pending = 0;
  for (const { kind, points, availableAt } of entries) {
    const isSpent = points < 0 && SPENDING_KINDS.includes(kind);
    if (isSpent || Date.parse(availableAt) <= at) available += points;
    else pending += points;
  }
  return { available, pending };
}
