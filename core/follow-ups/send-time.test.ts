import fc from "fast-check";
import { localDateTime } from "@tandem/storefront-kit/dates";
import { describe, expect, test } from "vitest";

import { afterQuietHours, withinCap } from "./send-time.ts";

const NIGHT = { from: "20:00", to: "08:00" };
const BERLIN = "Europe/Berlin";

describe("quiet hours", () => {
  test.each([
    ["in the morning", "2026-11-10T05:00:00Z", "2026-11-10T07:00:00.000Z"],
    ["in the evening", "2026-11-10T19:30:00Z", "2026-11-11T07:00:00.000Z"],
    ["at their end", "2026-11-10T07:00:00Z", "2026-11-10T07:00:00Z"],
    ["at noon", "2026-11-10T11:00:00Z", "2026-11-10T11:00:00Z"],
    // Clocks go forward in the night to 29 March: eight o'clock comes an hour sooner.
    ["before summer time", "2027-03-27T22:00:00Z", "2027-03-28T06:00:00.000Z"],
  ])("%s, Berlin", (_when, at, sent) => {
    expect(afterQuietHours(at, NIGHT, BERLIN)).toBe(sent);
  });

  test("that are none hold nothing up", () => {
    const none = { from: "09:00", to: "09:00" };
    const at = "2026-11-10T08:00:00Z";
    expect(afterQuietHours(at, none, BERLIN)).toBe(at);
  });

  test("are never sent in, at whatever time of whatever year, also when clocks change", () => {
    const minute = fc.integer({ min: 0, max: 3 * 366 * 24 * 60 });
    const zone = fc.constantFrom(BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo");
    fc.assert(
      fc.property(minute, zone, (minutes, timeZone) => {
        const at = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
        const sent = afterQuietHours(at, NIGHT, timeZone);
        const time = localDateTime(sent, timeZone).slice(11);
        expect(time >= "08:00" && time < "20:00").toBe(true);
        expect(Date.parse(sent) - Date.parse(at)).toBeLessThanOrEqual(14 * 3_600_000);
      }),
    );
  });
});

describe("the cap", () => {
  const day = (number: number) =>
    new Date(Date.parse("2026-11-01T10:00:00Z") + number * 86_400_000).toISOString();
  test.each([
    ["nothing was sent", [], day(3)],
    ["one was", [day(2)], day(3)],
    ["two were", [day(2), day(0)], day(7)],
    ["two were, long ago", [day(-9), day(-8)], day(3)],
  ])("of two mails in seven days, where %s", (_what, sent, at) => {
    expect(withinCap(day(3), sent, { mails: 2, days: 7 })).toBe(at);
  });

  test("is kept to in any seven days", () => {
    const wishes = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
    fc.assert(
      fc.property(wishes, (days) => {
        const sent: string[] = [];
        for (const wish of days.toSorted((a, b) => a - b)) {
          const at = withinCap(day(wish), sent, { mails: 2, days: 7 });
          sent.push(at);
        }
        const times = sent.map((one) => Date.parse(one)).toSorted((a, b) => a - b);
        for (const [index, time] of times.entries())
          if (index >= 2) expect(time - times[index - 2]!).toBeGreaterThanOrEqual(7 * 86_400_000);
      }),
    );
  });
});
