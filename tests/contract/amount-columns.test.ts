import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

/** Fields of the models whose name says that they hold an amount or points. */
const AMOUNT = /^ +(\w*Minor|points) +(\w+)/gm;

test("P27: every column of an amount or of points holds 64 bits, so that no currency's large order overflows it", () => {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const types = [...schema.matchAll(AMOUNT)].map(([, field, type]) => ({ field, type }));
  expect(types.length).toBeGreaterThan(5);
  expect(types.filter(({ type }) => type !== "BigInt")).toEqual([]);
});
