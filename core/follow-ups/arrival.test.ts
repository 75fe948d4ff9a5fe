import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { arrivalOf, arrivedBy } from "./arrival.ts";
import { newerFulfillment } from "./fulfillment.ts";
import type { Fulfillment } from "./fulfillment.ts";

const DAYS = 7;
const day = (number: number) =>
  new Date(Date.parse("2026-11-01T10:00:00Z") + number * 86_400_000).toISOString();
const line = (lineItemId: string, units = 1, more: object = {}) => ({
  lineItemId,
  units,
  requiresShipping: true,
  isProduct: true,
  ...more,
});
const DIGITAL = { requiresShipping: false };
const TIP = { requiresShipping: false, isProduct: false };
/** It left on day 1 with one unit of each of some lines, and nobody tells of it. */
const parcel = (lines: readonly string[] | null, more: Partial<Fulfillment> = {}): Fulfillment => ({
  fulfillmentId: lines?.join() ?? "all",
  status: "success",
  shipmentStatus: null,
  createdAt: day(1),
  updatedAt: day(1),
  deliveredAt: null,
  requiresShipping: true,
  lines: lines?.map((lineItemId) => ({ lineItemId, quantity: 1 })) ?? null,
  ...more,
});
const delivered = (at: number) => ({
  shipmentStatus: "delivered",
  updatedAt: day(at),
  deliveredAt: day(at),
});
const told = (shipmentStatus: string, at: number) => ({ shipmentStatus, updatedAt: day(at) });
const by = (...of: Parameters<typeof arrivalOf>) => {
  const at = arrivedBy(arrivalOf(...of), DAYS);
  return at === null ? null : new Date(at).toISOString();
};
const AB = [line("a"), line("b")];

describe("P30: an order has arrived", () => {
  test.each([
    ["nothing left", [], null],
    ["one parcel of two left", [parcel(["a"], delivered(3))], null],
    ["the second parcel is on its way", [parcel(["a"], delivered(3)), parcel(["b"])], day(8)],
    ["both came", [parcel(["a"], delivered(3)), parcel(["b"], delivered(5))], day(5)],
    [
      "the second was cancelled",
      [parcel(["a"], delivered(3)), parcel(["b"], { status: "cancelled" })],
      null,
    ],
    ["its service could not send it", [parcel(["a", "b"], { status: "failure" })], null],
    ["its service has not yet sent it", [parcel(["a", "b"], { status: "open" })], null],
    ["it is not known what is in the parcel", [parcel(null, delivered(4))], day(4)],
    ["the carrier went silent on day 5", [parcel(null, told("in_transit", 5))], day(12)],
    ["it waits at the counter since day 2", [parcel(null, told("ready_for_pickup", 2))], day(9)],
    ["it was picked up", [parcel(null, { ...told("picked_up", 4), deliveredAt: day(4) })], day(4)],
    ["a label was printed on day 3", [parcel(null, told("label_printed", 3))], day(8)],
    [
      "a delivery was attempted",
      [parcel(["a"], delivered(3)), parcel(["b"], told("attempted_delivery", 3))],
      null,
    ],
    ["a delivery failed", [parcel(null, told("failure", 3))], null],
  ] as const)("where %s: %#", (_what, parcels, expected) => {
    expect(by(AB, parcels)).toBe(expected);
  });

  test("without what was refunded, and what is never sent", () => {
    const came = [parcel(["a"], delivered(3))];
    expect(by([line("a"), line("b", 0)], came)).toBe(day(3));
    expect(by([line("a"), line("b", 1, TIP)], came)).toBe(day(3));
    expect(by([line("a"), line("b", 1, DIGITAL)], came)).toBe(day(3));
    expect(by([line("a", 0), line("b", 0)], came)).toBe(null);
  });

  test("when it is fulfilled, of what is downloaded", () => {
    const download = parcel(["a"], { requiresShipping: false });
    expect(by([line("a", 1, DIGITAL), line("t", 1, TIP)], [download])).toBe(day(1));
    expect(by([line("a", 1, DIGITAL), line("b", 1, DIGITAL)], [download])).toBe(null);
    expect(by([line("t", 1, TIP)], [download])).toBe(day(1));
  });

  test("with all units of a line, however they were sent", () => {
    const [one, two] = [1, 2].map((number) => parcel(["a"], { fulfillmentId: `${number}` }));
    const three = [line("a", 3)];
    expect(by(three, [one!, two!])).toBe(null);
    const rest = parcel(["a"], { fulfillmentId: "3", createdAt: day(4) });
    expect(by(three, [one!, two!, rest])).toBe(day(11));
    // One unit was refunded: the two that came are enough.
    const came = [one!, two!].map((each, index) => ({ ...each, ...delivered(5 + index) }));
    expect(by([line("a", 2)], [...came, { ...rest, ...told("failure", 6) }])).toBe(day(6));
  });

  test("once every unit that stands was delivered, and never before", () => {
    const units = fc.record({
      a: fc.integer({ min: 0, max: 3 }),
      b: fc.integer({ min: 0, max: 3 }),
    });
    const states = fc.constantFrom({ shipmentStatus: null }, delivered(3), told("failure", 3), {
      status: "cancelled",
    });
    const parcels = fc.array(fc.record({ units, state: states }), { maxLength: 5 });
    fc.assert(
      fc.property(units, parcels, (ordered, sent) => {
        const lines = [line("a", ordered.a), line("b", ordered.b)];
        const fulfillments = sent.map(({ units: { a, b }, state }, index) =>
          parcel([], {
            ...state,
            fulfillmentId: `${index}`,
            lines: [
              { lineItemId: "a", quantity: a },
              { lineItemId: "b", quantity: b },
            ],
          }),
        );
        const came = sent.filter(({ state }) => "deliveredAt" in state);
        const hasAll = (["a", "b"] as const).every(
          (id) => came.reduce((sum, one) => sum + one.units[id], 0) >= ordered[id],
        );
        const at = arrivedBy(arrivalOf(lines, fulfillments), 10_000);
        const isAsked = at !== null && at <= Date.parse(day(100));
        expect(isAsked).toBe(hasAll && came.length > 0 && ordered.a + ordered.b > 0);
      }),
    );
  });

  test("and a delivery that failed is told of also while something has not left", () => {
    expect(arrivalOf(AB, [parcel(["a"], told("failure", 2))])).toMatchObject({
      fulfilledAt: null,
      hasFailed: true,
    });
  });
});

describe("the state of a fulfillment", () => {
  const states = fc
    .constantFrom(
      ["success", null],
      ["success", "in_transit"],
      ["success", "delivered"],
      ["success", "attempted_delivery"],
      ["success", "something new"],
      ["cancelled", null],
      ["open", null],
    )
    .map(([status, shipmentStatus]) => ({ status: status!, shipmentStatus: shipmentStatus! }));
  const news = fc
    .record({ state: states, at: fc.integer({ min: 1, max: 3 }), hasLines: fc.boolean() })
    .map(({ state, at, hasLines }): Fulfillment => ({
      ...parcel(hasLines ? ["a"] : null, { fulfillmentId: "1", updatedAt: day(at) }),
      ...state,
      deliveredAt: state.shipmentStatus === "delivered" ? day(at) : null,
    }));

  test("is the same in whatever order its news comes, and however often (P30)", () => {
    const arrays = fc.array(news, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        arrays.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.shuffledSubarray(all),
          ),
        ),
        ([all, shuffled, again]) => {
          const known = (list: readonly Fulfillment[]) => list.reduce(newerFulfillment);
          expect(known([...shuffled, ...again])).toEqual(known(all));
        },
      ),
    );
  });

  test.each([
    [
      "a cancellation",
      { status: "cancelled" },
      { shipmentStatus: "delivered", deliveredAt: day(1) },
    ],
    [
      "a delivery",
      { shipmentStatus: "delivered", deliveredAt: day(1) },
      { shipmentStatus: "in_transit" },
    ],
    ["a failure", { shipmentStatus: "attempted_delivery" }, { shipmentStatus: "out_for_delivery" }],
  ])("is, of two of one instant, %s", (_what, final, other) => {
    const [one, two] = [parcel(["a"], final), parcel(["a"], other)];
    for (const both of [newerFulfillment(one, two), newerFulfillment(two, one)])
      expect(both).toMatchObject(final);
  });
});
