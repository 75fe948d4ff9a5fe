/** The date (YYYY-MM-DD) of an instant in a time zone. */
export function localDate(instant: string, timeZone: string): string {
  return localDateTime(instant, timeZone).slice(0, 10);
}

/** Date and time (YYYY-MM-DDTHH:MM) of an instant (ISO 8601) on the clocks of a time zone. */
export function localDateTime(instant: string, timeZone: string): string {
  return formatterOf(timeZone).format(Date.parse(instant)).replace(" ", "T");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it, and backfills ask for the same zone millions of times. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  // Swedish writes dates as ISO 8601 does.
  const formatter = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/**
 * The instant (ISO 8601) at which clocks of a time zone show a date and time (YYYY-MM-DDTHH:MM). A
 * time that the clocks skip in spring is the one an hour later; one that they show twice is the first.
 */
export function instantOf(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) throw new Error(`"${local}" is not a date and time`);
  const offsetAt = (instant: number) =>
    Date.parse(`${localDateTime(new Date(instant).toISOString(), timeZone)}:00Z`) - instant;
  const DAY = 86_400_000;
  const candidates = [offsetAt(asUtc - DAY), offsetAt(asUtc + DAY)].map((offset) => asUtc - offset);
  const exact = candidates.filter(
    (instant) => localDateTime(new Date(instant).toISOString(), timeZone) === local,
  );
  return new Date(
    Math.min(...(exact.length > 0 ? exact : [Math.max(...candidates)])),
  ).toISOString();
}
