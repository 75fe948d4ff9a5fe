import { expect, test } from "vitest";

import { compareStates } from "./later-state.ts";
import type { OrderState } from "./later-state.ts";
import { findTips } from "./find-tips.ts";
import { standingOf } from "./standing.ts";
import type { Stated, Standing } from "./standing.ts";

const paid: Stated = { cancelledAt: null, financialStatus: "PAID" };

test.each<[Standing, Partial<Stated>]>([
  ["counts", {}],
  ["counts", { financialStatus: "PARTIALLY_PAID" }],
  ["counts", { financialStatus: "REFUNDED" }],
  ["unpaid", { financialStatus: "PENDING" }],
  ["unpaid", { financialStatus: "AUTHORIZED" }],
  ["voided", { financialStatus: "VOIDED" }],
  ["voided", { financialStatus: "EXPIRED" }],
  ["cancelled", { cancelledAt: "2026-11-02T08:00:00Z", financialStatus: "PENDING" }],
  ["test", { isTest: true, cancelledAt: "2026-11-02T08:00:00Z" }],
  ["deleted", { isDeleted: true, isTest: true }],
])("P29: an order is %s where it says %o", (standing, more) => {
  expect(standingOf({ ...paid, ...more })).toBe(standing);
});

test("an order of before, of which no payment was kept, counts", () => {
  expect(standingOf({ cancelledAt: null })).toBe("counts");
});

const state = (more: Partial<OrderState>): OrderState => ({
  updatedAt: "2026-11-02T08:00:00Z",
  triggeredAt: null,
  cancelledAt: null,
  financialStatus: "PAID",
  ...more,
});

test.each([
  ["the later update", state({ updatedAt: "2026-11-02T08:00:01Z" }), state({ cancelledAt: "x" })],
  [
    "within a second, what was triggered later",
    state({ triggeredAt: "2026-11-02T08:00:00.900Z" }),
    state({ triggeredAt: "2026-11-02T08:00:00.100Z", financialStatus: "REFUNDED" }),
  ],
  ["a cancellation", state({ cancelledAt: "x" }), state({ financialStatus: "REFUNDED" })],
  ["a payment", state({}), state({ financialStatus: "PENDING" })],
  ["a refund", state({ financialStatus: "PARTIALLY_REFUNDED" }), state({})],
  [
    "a voided payment",
    state({ financialStatus: "VOIDED" }),
    state({ financialStatus: "AUTHORIZED" }),
  ],
])("P29: of two states, %s is the later one", (_what, later, earlier) => {
  expect(compareStates(later, earlier)).toBeGreaterThan(0);
  expect(compareStates(earlier, later)).toBeLessThan(0);
});

test("two states that nothing tells apart are neither", () => {
  expect(compareStates(state({}), state({}))).toBe(0);
  expect(compareStates(state({ financialStatus: null }), state({}))).toBe(0);
});

const line = (lineItemId: string, amountMinor: number, more = {}) => ({
  lineItemId,
  amountMinor,
  hasProduct: false,
  ...more,
});

test.each([
  ["none, without tips", [line("custom", 500)], 0, []],
  ["the last line without a product", [line("custom", 300), line("tip", 300)], 300, ["tip"]],
  ["no product", [line("product", 300, { hasProduct: true })], 300, []],
  ["no custom item of another price", [line("custom", 900), line("tip", 300)], 300, ["tip"]],
  ["several", [line("one", 300), line("other", 200)], 500, ["one", "other"]],
  ["what says so itself", [line("tip", 0, { isNamed: true }), line("custom", 300)], 0, ["tip"]],
])("tips are %s", (_what, lines, tipsMinor, tips) => {
  expect([...findTips(lines, tipsMinor)].toSorted()).toEqual(tips);
});
