import { describe, expect, test } from "vitest";

import { ordersOf, readDate } from "./read-date.ts";
import type { DateOrder } from "./read-date.ts";

const BERLIN = "Europe/Berlin";

describe("P36: a date of an order history", () => {
  test.each<[string, DateOrder | null, string | null]>([
    ["2026-01-02 10:00:00 +0100", null, "2026-01-02T09:00:00.000Z"],
    ["2010-12-01T08:00:00Z", null, "2010-12-01T08:00:00.000Z"],
    ["2026-07-02", null, "2026-07-01T22:00:00.000Z"],
    ["2026/7/2 10:05", null, "2026-07-02T08:05:00.000Z"],
    ["31/12/2023", "dmy", "2023-12-30T23:00:00.000Z"],
    ["31.12.2023 09:30:15", "dmy", "2023-12-31T08:30:15.000Z"],
    ["12/31/2023 12:15 AM", "mdy", "2023-12-30T23:15:00.000Z"],
    ["12/31/2023 12:15 pm", "mdy", "2023-12-31T11:15:00.000Z"],
    ["03/04/2026", "dmy", "2026-04-02T22:00:00.000Z"],
    ["03/04/2026", "mdy", "2026-03-03T23:00:00.000Z"],
  ])("%s, %s", (text, order, instant) => {
    expect(readDate(text, order, BERLIN)).toBe(instant);
  });

  test.each<[string, DateOrder | null]>([
    ["31/12/2023", "mdy"],
    ["31/12/2023", null],
    ["31/12/2023", "ymd"],
    ["31/02/2026", "dmy"],
    ["2026-02-30", null],
    ["2026-01-02 25:00", null],
    ["01/02/26", "dmy"],
    ["46024", null],
    ["tomorrow", null],
    ["", null],
  ])("%s, read as %s, is none, and is never taken for another", (text, order) => {
    expect(readDate(text, order, BERLIN)).toBeNull();
  });

  test("says in which orders it can be read", () => {
    expect([ordersOf("03/04/2026"), ordersOf("31/12/2023"), ordersOf("12-31-2023")]).toEqual([
      ["dmy", "mdy"],
      ["dmy"],
      ["mdy"],
    ]);
    expect([ordersOf("2026-01-02"), ordersOf("31/31/2023")]).toEqual([[], []]);
  });
});
