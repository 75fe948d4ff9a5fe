import { describe, expect, test } from "vitest";

import { decimalMarkOf, readWrittenNumber } from "./written-number.ts";

describe("P36: a number as spreadsheets write it", () => {
  test.each([
    ["12", "12"],
    ["-3", "-3"],
    ["12.5", "12.5"],
    ["12,50", "12.50"],
    ["0,125", "0.125"],
    ["1299,999", "1299.999"],
    ["1,299.00", "1299.00"],
    ["1.299,00", "1299.00"],
    ["1,299,000", "1299000"],
    ["1.299.000", "1299000"],
    ["1,00,000.50", "100000.50"],
    ["1 299,00", "1299.00"],
    ["1\u202F299", "1299"],
    ["1'299.50", "1299.50"],
  ])("%s is read as meant", (text, decimal) => {
    expect(readWrittenNumber(text, null)).toEqual({ decimal });
  });

  test("that can be read in two ways is read as the others of its file are", () => {
    expect(readWrittenNumber("1,299", null)).toEqual({ problem: "ambiguous" });
    expect(readWrittenNumber("1,299", ".")).toEqual({ decimal: "1299" });
    expect(readWrittenNumber("1,299", ",")).toEqual({ decimal: "1.299" });
    expect(readWrittenNumber("1.299", ",")).toEqual({ decimal: "1299" });
  });

  test.each(["", "abc", "€12", "12.50.1", "1,29,9", "1.2,3,4", "12.", "01,299.00", "1e5", "0x1"])(
    "%s is none",
    (text) => {
      expect(readWrittenNumber(text, ".")).toEqual({ problem: "unreadable" });
    },
  );

  test.each([
    ["12,50", ","],
    ["1,299.00", "."],
    ["1,299,000", "."],
    ["1,299", null],
    ["12", null],
  ])("%s proves which sign parts off its decimals", (text, mark) => {
    expect(decimalMarkOf(text)).toBe(mark);
  });
});
