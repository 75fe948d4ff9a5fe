import { browserMemory, toNumbers } from "./browser-memory.ts";

const DAY_MILLISECONDS = 86_400_000;

/** By offer id, the instant until which it is not shown, in milliseconds since 1970. */
const dismissed = browserMemory(() => localStorage, "tandem:dismissed", toNumbers);

/** Whether a shopper has dismissed an offer, and the cool-down is not over. */
export function isDismissed(offerId: string, now: number): boolean {
  return (dismissed.read()[offerId] ?? 0) > now;
}

/** Keeps an offer from being shown for some days. */
export function dismiss(offerId: string, now: number, days: number): void {
  const standing = Object.entries(dismissed.read()).filter(([, until]) => until > now);
  dismissed.write({
    ...Object.fromEntries(standing),
    [offerId]: now + days * DAY_MILLISECONDS,
  });
}
