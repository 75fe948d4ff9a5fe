import { browserMemory, toNumbers } from "./browser-memory.ts";

/** By offer id, the pages of this visit that showed it. */
const shown = browserMemory(() => sessionStorage, "tandem:shown", toNumbers);

/** What this page has counted already: a cart is read anew many times, and is shown in two places. */
const counted = new Set<string>();

/**
 * Whether an offer was shown on so many pages of this visit that it is not shown on this one.
 * @param most pages of a visit that show it; 0 for all of them
 */
export function isShownEnough(offerId: string, most: number): boolean {
  return most > 0 && !counted.has(offerId) && (shown.read()[offerId] ?? 0) >= most;
}

/** Counts this page, once, among those on which the shopper saw an offer. */
export function countShown(offerId: string): void {
  if (counted.has(offerId)) return;
  counted.add(offerId);
  const before = shown.read();
  shown.write({ ...before, [offerId]: (before[offerId] ?? 0) + 1 });
}
