import { expect, test } from "vitest";

import { programmeDocument } from "./member-document.ts";
import { emptyProgramme, parseProgramme } from "./programme-schema.ts";

const rulesOf = (pointsPerUnit: string, isRunning = true) => {
  const { earning, ...rest } = emptyProgramme();
  const parsed = parseProgramme(
    { ...rest, isRunning, earning: { ...earning, pointsPerUnit } },
    "EUR",
  );
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.rules;
};

test.each([
  ["1", { points: 10, amount: 1_000 }],
  ["5", { points: 5, amount: 100 }],
  ["1.5", { points: 15, amount: 1_000 }],
  ["0.25", { points: 25, amount: 10_000 }],
  ["0.01", { points: 10, amount: 100_000 }],
])("%s points for each unit are said in whole numbers", (rate, earn) => {
  expect(programmeDocument(rulesOf(rate))?.earn).toEqual(earn);
});

test("a programme that is paused is not told to shoppers", () => {
  expect(programmeDocument(rulesOf("1", false))).toBe(null);
  expect(programmeDocument(undefined)).toBe(null);
});
