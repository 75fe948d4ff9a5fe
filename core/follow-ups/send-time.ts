import { instantOf, localDateTime } from "../offers/local-date.ts";

const DAY_MILLISECONDS = 86_400_000;
/** Ends of quiet hours that are tried, one zone after the other, before there is no hour for all. */
const TRIES = 60;

/** Local times, HH:MM, between which no mail is sent; they may span midnight. Alike for no quiet hours. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** At most so many mails to a customer within so many days. */
export interface MailCap {
  readonly mails: number;
  readonly days: number;
}

/**
 * The first instant from `at` on that is in nobody's quiet hours.
 * @param at ISO 8601
 * @param timeZones IANA names of all zones that the customer may be in: which of them it is, is not known
 * @param fallback the zone that is looked at alone where the zones leave no hour that suits them all
 */
export function afterQuietHours(
  at: string,
  quiet: QuietHours,
  timeZones: readonly string[],
  fallback: string,
): string {
  let candidate = at;
  for (let tries = 0; tries < TRIES; tries++) {
    const end = timeZones
      .map((zone) => quietUntil(candidate, quiet, zone))
      .find((instant) => instant !== null);
    if (end === undefined) return candidate;
    candidate = end;
  }
  return quietUntil(at, quiet, fallback) ?? at;
}

/** The end of the quiet hours that an instant is in; null where it is in none. */
function quietUntil(at: string, { from, to }: QuietHours, timeZone: string): string | null {
  const [date, time] = localDateTime(at, timeZone).split("T") as [string, string];
  const isQuiet = from <= to ? from <= time && time < to : time >= from || time < to;
  if (!isQuiet) return null;
  const isNextDay = from > to && time >= from;
  const day = isNextDay
    ? new Date(Date.parse(`${date}T00:00Z`) + DAY_MILLISECONDS).toISOString().slice(0, 10)
    : date;
  const end = instantOf(`${day}T${to}`, timeZone);
  // A clock that is set back shows the end twice; the first has passed then, and it is quiet no more.
  return Date.parse(end) > Date.parse(at) ? end : null;
}

/**
 * The first instant from `at` on at which a mail keeps within the cap.
 * @param sent when the customer was sent mails, ISO 8601, in any order
 */
export function withinCap(at: string, sent: readonly string[], { mails, days }: MailCap): string {
  const span = days * DAY_MILLISECONDS;
  const times = sent.map((one) => Date.parse(one)).toSorted((a, b) => b - a);
  const inTheWay = times[mails - 1];
  if (inTheWay === undefined) return at;
  return new Date(Math.max(Date.parse(at), inTheWay + span)).toISOString();
}
