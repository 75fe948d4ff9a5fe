import fc from "fast-check";
import { expect, test } from "vitest";

import { instantOf, localDate, localDateTime } from "./local-date.ts";

const zones = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "UTC",
);

test("what the clocks show leads back to an instant at which they show it", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      zones,
      (date, zone) => {
        const local = localDateTime(date.toISOString(), zone);
        expect(localDateTime(instantOf(local, zone), zone)).toBe(local);
      },
    ),
  );
});

test("a time that the clocks skip in spring is an hour later, one that they show twice is the first", () => {
  expect(instantOf("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  expect(instantOf("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
});

test("a date is the shop's, not the server's", () => {
  expect(localDate("2026-11-24T23:30:00Z", "Europe/Berlin")).toBe("2026-11-25");
});
