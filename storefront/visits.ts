const STORAGE_KEY = "tandem:shown";

/** How often offers were shown, where the browser keeps nothing. */
let onThisPage: Record<string, number> = {};

/** What this page has counted already: a cart is read anew many times, and is shown in two places. */
const counted = new Set<string>();

/** By offer id, the pages of this visit that showed it. */
function read(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "{}") as Record<string, number>;
  } catch {
    // The browser blocks storage, or something else wrote there: the page remembers for itself.
    return onThisPage;
  }
}

/**
 * Whether an offer was shown on so many pages of this visit that it is not shown on this one.
 * @param most pages of a visit that show it; 0 for all of them
 */
export function isShownEnough(offerId: string, most: number): boolean {
  return most > 0 && !counted.has(offerId) && (read()[offerId] ?? 0) >= most;
}

/** Counts this page, once, among those on which the shopper saw an offer. */
export function countShown(offerId: string): void {
  if (counted.has(offerId)) return;
  counted.add(offerId);
  const shown = read();
  onThisPage = { ...shown, [offerId]: (shown[offerId] ?? 0) + 1 };
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(onThisPage));
  } catch {
    // Storage is blocked or full: it is counted as long as this page is open.
  }
}
