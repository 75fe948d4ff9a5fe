import { instantOf, localDate } from "@tandem/storefront-kit/dates";

import { versionAt } from "./programme-for.ts";
import type { ProgrammeVersion } from "./programme.ts";

/** A birthday has to be told so long before, so that nobody tells today's. */
export const BIRTHDAY_NOTICE_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** What a customer told of their birthday; the year of birth is nobody's business. */
export interface Birthday {
  readonly month: number;
  readonly day: number;
  /** ISO 8601. */
  readonly toldAt: string;
}

export interface BirthdayGift {
  readonly year: number;
  /** When the day began in the shop's time zone, ISO 8601. */
  readonly at: string;
  readonly points: number;
  /** The programme that held then. */
  readonly version: number;
}

/** Whether a calendar has such a day, in a leap year. */
export function isDayOfYear(month: number, day: number): boolean {
  const date = new Date(Date.UTC(2_000, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * The gifts that are due by an instant for birthdays of this year and the last, by the programme of each day: who
 * looks late gives what was due then. A birthday on the 29th of February is the 28th in other years.
 * @param at ISO 8601
 * @param timeZone IANA name of the shop's
 */
export function birthdayGifts(
  birthday: Birthday,
  versions: readonly ProgrammeVersion[],
  at: string,
  timeZone: string,
): BirthdayGift[] {
  const year = Number(localDate(at, timeZone).slice(0, 4));
  const from = Date.parse(birthday.toldAt) + BIRTHDAY_NOTICE_DAYS * DAY_MILLISECONDS;
  return [year - 1, year].flatMap((one) => {
    const begins = beginOf(birthday, one, timeZone);
    if (Date.parse(begins) < from || Date.parse(begins) > Date.parse(at)) return [];
    const version = versionAt(versions, begins);
    const points = version?.rules.isRunning ? version.rules.bonuses.birthdayPoints : 0;
    return points > 0 ? [{ year: one, at: begins, points, version: version!.version }] : [];
  });
}

/** When the next birthday begins, after an instant: ISO 8601. */
export function nextBirthday(birthday: Birthday, at: string, timeZone: string): string {
  const year = Number(localDate(at, timeZone).slice(0, 4));
  const begins = beginOf(birthday, year, timeZone);
  return Date.parse(begins) > Date.parse(at) ? begins : beginOf(birthday, year + 1, timeZone);
}

function beginOf({ month, day }: Birthday, year: number, timeZone: string): string {
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const date = [year, month, Math.min(day, lastOfMonth)]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  return instantOf(`${date}T00:00`, timeZone);
}
