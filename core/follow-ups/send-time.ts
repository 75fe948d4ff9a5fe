import { instantOf, localDateTime } from "@tandem/storefront-kit/dates";

const DAY_MILLISECONDS = 86_400_000;

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
 * The first instant from `at` on that is not in quiet hours.
 * @param at ISO 8601
 * @param timeZone IANA name of the zone that the customer is in
 */
export function afterQuietHours(at: string, quiet: QuietHours, timeZone: string): string {
  return quietUntil(at, quiet, timeZone) ?? at;
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
