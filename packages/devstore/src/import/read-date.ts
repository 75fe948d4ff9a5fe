import { instantOf } from "@tandem/storefront-kit/dates";

/** In what order a date's parts stand: day, month, year and so on. */
export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const TIME =
  "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?: ?([ap])\\.?m\\.?)?(?: ?(Z|UTC|[+-]\\d{2}:?\\d{2}))?)?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, "i");
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}$`, "i");

/** A date as written, before it is said which part is the month. */
interface Written {
  readonly first: string;
  readonly second: string;
  readonly third: string;
  readonly isYearFirst: boolean;
  readonly hour: number;
  readonly minute: string;
  readonly second60: string;
  /** As of ISO 8601; null where the date says none. */
  readonly offset: string | null;
}

function written(text: string): Written | null {
  const yearFirst = YEAR_FIRST.exec(text.trim());
  const match = yearFirst ?? YEAR_LAST.exec(text.trim());
  if (!match) return null;
  const [, first = "", , second = "", third = "", hour = "0", minute = "00", second60 = "00"] =
    match;
  const half = match[8]?.toLowerCase();
  const isNoon = Number(hour) === 12;
  const zone = match[9]?.toUpperCase();
  return {
    first,
    second,
    third,
    isYearFirst: yearFirst !== null,
    hour: half ? (isNoon ? 0 : Number(hour)) + (half === "p" ? 12 : 0) : Number(hour),
    minute,
    second60,
    offset: zone === undefined ? null : zone === "UTC" ? "Z" : zone,
  };
}

function dayOf(date: Written, order: DateOrder): string | null {
  if (date.isYearFirst !== (order === "ymd")) return null;
  const [year, month, day] = {
    ymd: [date.first, date.second, date.third],
    dmy: [date.third, date.second, date.first],
    mdy: [date.third, date.first, date.second],
  }[order] as [string, string, string];
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = Date.parse(`${text}T00:00Z`);
  // JavaScript takes the 31st of February for a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
}

/** The orders in which a date that ends with its year can be read; none for one that begins with it, and for no date. */
export function ordersOf(text: string): DateOrder[] {
  const date = written(text);
  if (!date || date.isYearFirst) return [];
  return (["dmy", "mdy"] as const).filter((order) => dayOf(date, order) !== null);
}

/**
 * Reads a date with or without a time. One that begins with the year needs no order.
 * @param order of the dates of the file that end with their year
 * @param timeZone of the shop, for what names no zone
 * @returns the instant in ISO 8601; null for what is no date in that order
 */
export function readDate(text: string, order: DateOrder | null, timeZone: string): string | null {
  const date = written(text);
  const stated = date?.isYearFirst ? "ymd" : order;
  if (!date || stated === null) return null;
  const day = dayOf(date, stated);
  if (day === null || date.hour > 23 || Number(date.minute) > 59 || Number(date.second60) > 59)
    return null;
  const time = `${String(date.hour).padStart(2, "0")}:${date.minute}`;
  const { offset } = date;
  if (offset !== null) {
    const zone = offset === "Z" ? "Z" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
    return new Date(`${day}T${time}:${date.second60}${zone}`).toISOString();
  }
  const minute = instantOf(`${day}T${time}`, timeZone);
  return new Date(Date.parse(minute) + Number(date.second60) * 1_000).toISOString();
}
