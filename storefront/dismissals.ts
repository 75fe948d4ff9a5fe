const STORAGE_KEY = "tandem:dismissed";
const DAY_MILLISECONDS = 86_400_000;

/** What was dismissed on this page, where the browser keeps nothing. */
let onThisPage: Record<string, number> = {};

/** By offer id, the instant until which it is not shown, in milliseconds since 1970. */
function read(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") as Record<string, number>;
  } catch {
    // The browser blocks storage, or something else wrote there: the page remembers for itself.
    return onThisPage;
  }
}

/** Whether a shopper has dismissed an offer, and the cool-down is not over. */
export function isDismissed(offerId: string, now: number): boolean {
  return (read()[offerId] ?? 0) > now;
}

/** Keeps an offer from being shown for some days. */
export function dismiss(offerId: string, now: number, days: number): void {
  const standing = Object.entries(read()).filter(([, until]) => until > now);
  onThisPage = { ...Object.fromEntries(standing), [offerId]: now + days * DAY_MILLISECONDS };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(onThisPage));
  } catch {
    // Storage is blocked or full: it stays dismissed as long as this page is open.
  }
}
