import { describe, expect, test } from "vitest";

import { birthdayGifts, isDayOfYear, nextBirthday } from "./birthday.ts";
import { emptyProgramme, parseProgramme } from "./programme-schema.ts";
import type { ProgrammeVersion } from "./programme.ts";

const ZONE = "Europe/Berlin";

function version(number: number, startsAt: string, birthdayPoints: string): ProgrammeVersion {
  const draft = emptyProgramme();
  const bonuses = { ...draft.bonuses, birthdayPoints };
  const parsed = parseProgramme({ ...draft, isRunning: true, bonuses }, "EUR");
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return { version: number, startsAt, rules: parsed.rules };
}
const VERSIONS = [version(1, "2026-01-01T00:00:00Z", "100")];
const told = (month: number, day: number, toldAt = "2026-02-01T10:00:00Z") => ({
  month,
  day,
  toldAt,
});
const giftsAt = (at: string, birthday = told(5, 10), versions = VERSIONS) =>
  birthdayGifts(birthday, versions, at, ZONE).map(({ year, at: day, points }) => [
    year,
    day,
    points,
  ]);

describe("a birthday's gift", () => {
  test("is due when the day begins where the shop is", () => {
    expect(giftsAt("2026-05-09T21:59:59Z")).toEqual([]);
    expect(giftsAt("2026-05-09T22:00:00Z")).toEqual([[2026, "2026-05-09T22:00:00.000Z", 100]]);
  });

  test("is for who told it 30 days before, and is given late where nobody looked", () => {
    expect(giftsAt("2026-05-10T10:00:00Z", told(5, 10, "2026-04-20T10:00:00Z"))).toEqual([]);
    expect(giftsAt("2027-01-02T10:00:00Z", told(12, 31))).toEqual([
      [2026, "2026-12-30T23:00:00.000Z", 100],
    ]);
  });

  test("is by the programme of the day", () => {
    const versions = [...VERSIONS, version(2, "2026-05-10T08:00:00Z", "500")];
    expect(giftsAt("2026-05-11T10:00:00Z", told(5, 10), versions)).toEqual([
      [2026, "2026-05-09T22:00:00.000Z", 100],
    ]);
    expect(giftsAt("2026-05-11T10:00:00Z", told(5, 11), versions)).toEqual([
      [2026, "2026-05-10T22:00:00.000Z", 500],
    ]);
    const ended = [...VERSIONS, version(2, "2026-03-01T08:00:00Z", "0")];
    expect(giftsAt("2026-05-11T10:00:00Z", told(5, 10), ended)).toEqual([]);
  });

  test("on the 29th of February comes on the 28th in other years", () => {
    expect(nextBirthday(told(2, 29), "2026-12-01T10:00:00Z", ZONE)).toBe(
      "2027-02-27T23:00:00.000Z",
    );
    expect(nextBirthday(told(2, 29), "2027-12-01T10:00:00Z", ZONE)).toBe(
      "2028-02-28T23:00:00.000Z",
    );
    expect([isDayOfYear(2, 29), isDayOfYear(2, 30), isDayOfYear(13, 1)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
