import { numericId } from "@tandem/storefront-kit/ids";

import type { EntryKind } from "./order-entries.ts";

const DAY_MILLISECONDS = 86_400_000;

/** An entry of a customer's, as far as expiry needs it. */
export interface DatedEntry {
  readonly key: string;
  readonly kind: EntryKind;
  readonly points: number;
  /** Of what an order earned or lost. */
  readonly orderId: string | null;
  /** ISO 8601: when it was entered, and from when on its points can be used. */
  readonly at: string;
  readonly availableAt: string;
  /** Days from then until its points expire, by the programme that it was entered by; 0 for never. */
  readonly expiryDays: number;
}

/** Points that came together, and expire together: those of an order, or of one entry. */
interface Lot {
  readonly id: string;
  readonly availableAt: number;
  readonly expiresAt: number;
  points: number;
}

export interface Expiry {
  /** What has to be entered now: points that expired, or, positive, did not after all. */
  readonly entries: readonly { readonly key: string; readonly points: number }[];
  /** What expires next, and when (ISO 8601), if nothing is spent before; null for nothing. */
  readonly next: { readonly at: string; readonly points: number } | null;
}

/**
 * What of a customer's points has expired: the oldest are spent first, and what is left of a lot when its time
 * comes expires. A lot is worth what its order is worth by now, so a refund after the fact changes what expired, and
 * the entries are what it should come to less what is entered. The entries that a balance sums stay as they are.
 * @param entries all of the customer's, in any order
 * @param now ISO 8601
 */
export function expiryOf(entries: readonly DatedEntry[], now: string): Expiry {
  const lots = lotsOf(entries);
  const spends = spendsOf(entries);
  const recorded = new Map<string, { points: number; count: number }>();
  for (const { key, kind, points } of entries) {
    if (kind !== "expired") continue;
    const lot = key.slice("expired/".length, key.lastIndexOf("/"));
    const known = recorded.get(lot) ?? { points: 0, count: 0 };
    recorded.set(lot, { points: known.points + points, count: known.count + 1 });
  }
  const left = new Map<Lot, number>();
  let debt = 0;
  const expired = new Map<string, number>();
  const until = Date.parse(now);
  for (const { at, run } of [
    ...lots.map((lot) => ({
      at: lot.availableAt,
      order: 0,
      run: () => {
        const paid = Math.min(debt, lot.points);
        debt -= paid;
        left.set(lot, lot.points - paid);
      },
    })),
    ...lots.map((lot) => ({
      at: lot.expiresAt,
      order: 1,
      run: () => {
        expired.set(lot.id, left.get(lot) ?? 0);
        left.delete(lot);
      },
    })),
    ...spends.map((spend) => ({
      at: spend.at,
      order: 2,
      run: () => {
        let open = spend.points;
        for (const [lot, points] of oldestFirst(left)) {
          const taken = Math.min(open, points);
          open -= taken;
          left.set(lot, points - taken);
        }
        debt += open;
      },
    })),
  ].toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    if (at > until) break;
    run();
  }
  const ahead = [...left]
    .filter(([lot, points]) => points > 0 && lot.expiresAt < Infinity)
    .toSorted(([a], [b]) => a.expiresAt - b.expiresAt)[0];
  return {
    entries: [...new Set([...expired.keys(), ...recorded.keys()])].toSorted().flatMap((id) => {
      const { points = 0, count = 0 } = recorded.get(id) ?? {};
      // Not `-(…) - points`: nothing that expired is 0, never -0.
      const missing = 0 - (expired.get(id) ?? 0) - points;
      return missing === 0 ? [] : [{ key: `expired/${id}/${count + 1}`, points: missing }];
    }),
    next: ahead ? { at: new Date(ahead[0].expiresAt).toISOString(), points: ahead[1] } : null,
  };
}

function oldestFirst(left: ReadonlyMap<Lot, number>): [Lot, number][] {
  return [...left].toSorted(([a], [b]) => a.availableAt - b.availableAt || (a.id < b.id ? -1 : 1));
}

function lotsOf(entries: readonly DatedEntry[]): Lot[] {
  const lots = new Map<string, Lot>();
  for (const entry of entries) {
    const id = lotOf(entry);
    if (id === null) continue;
    const known = lots.get(id);
    if (known) {
      known.points += entry.points;
      continue;
    }
    const availableAt = Date.parse(entry.availableAt);
    const expiresAt =
      entry.expiryDays > 0 ? availableAt + entry.expiryDays * DAY_MILLISECONDS : Infinity;
    lots.set(id, { id, availableAt, expiresAt, points: entry.points });
  }
  return [...lots.values()];
}

/** Of nothing that an order or a friend brought, and given: an entry alone. */
const GIVEN: readonly EntryKind[] = [
  "adjusted",
  "imported",
  "moved",
  "signed-up",
  "birthday",
  "reviewed",
];

/** The lot that an entry adds to, or, negative, takes back of; null for what is spent, given back or expired. */
function lotOf({ key, kind, orderId, points }: DatedEntry): string | null {
  if (orderId !== null) return `order/${numericId(orderId)}`;
  if (kind === "referred") return key.slice(0, key.lastIndexOf("/"));
  return points > 0 && GIVEN.includes(kind) ? key : null;
}

/** What was spent, without redemptions that were given back. */
function spendsOf(entries: readonly DatedEntry[]): { at: number; points: number }[] {
  const returned = new Set(
    entries.flatMap(({ kind, key }) =>
      kind === "returned" ? [key.slice(0, key.lastIndexOf("/"))] : [],
    ),
  );
  return entries
    .filter(
      ({ orderId, kind, points, key }) =>
        orderId === null &&
        points < 0 &&
        (kind === "redeemed" || kind === "adjusted" || kind === "moved") &&
        !returned.has(key),
    )
    .map(({ at, points }) => ({ at: Date.parse(at), points: -points }));
}
