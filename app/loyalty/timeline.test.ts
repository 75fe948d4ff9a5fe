import { expect, test } from "vitest";

import { timelineOf } from "./members.server.ts";

const entry = (key: string, points: bigint) => ({
  shop: "demo.myshopify.com",
  key,
  customerId: "gid://shopify/Customer/1",
  kind: "earned",
  points,
  availableAt: new Date("2026-11-02T08:00:00Z"),
  orderId: null,
  programmeVersion: 1,
  reason: null,
  author: null,
  createdAt: new Date("2026-11-02T08:00:00Z"),
});

test("a history has no line for what changed no balance", () => {
  const lines = timelineOf([entry("one", 5n), entry("two", 0n), entry("three", -2n)]);
  expect(lines.map(({ key, balance }) => [key, balance])).toEqual([
    ["one", 5],
    ["three", 3],
  ]);
});
