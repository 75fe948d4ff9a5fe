import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { emptyProgramme, parseProgramme } from "../loyalty/programme-schema.ts";
import { orderEntries } from "../loyalty/order-entries.ts";
import { attributeOrder } from "./attribute-order.ts";
import type { AttributableLine, AttributableOrder } from "./attribute-order.ts";
import type { TakenBack } from "./chargebacks.ts";
import { spreadTakenBack } from "./chargebacks.ts";
import { inferRefunds } from "./infer-refunds.ts";
import type { InferredRefund, RefundTotals, ToldRefunds } from "./infer-refunds.ts";

const line = (lineItemId: string, quantity: number, unitPriceMinor: number, off = 0) => ({
  lineItemId,
  quantity,
  unitPriceMinor,
  discounts: off === 0 ? [] : [{ title: "Kit", amountMinor: off }],
});
const LINES: AttributableLine[] = [line("a", 3, 500), line("b", 2, 700), line("c", 3, 350, 50)];

interface Case {
  readonly gone: Readonly<Record<string, number>>;
  /** Money of each refund. */
  readonly totals: readonly number[];
  readonly goodsMinor: number;
  readonly lines?: readonly AttributableLine[];
  readonly more?: Partial<RefundTotals>;
  readonly taxesIncluded?: true;
}

/** What is inferred of an order of these lines of which units are gone. */
function inferred({ gone, totals, goodsMinor, lines = LINES, more, taxesIncluded }: Case) {
  const told: ToldRefunds = {
    currentQuantities: new Map(
      lines.map((one) => [one.lineItemId, one.quantity - (gone[one.lineItemId] ?? 0)]),
    ),
    refunds: totals.map((totalMinor, index) => ({ refundId: `r${index + 1}`, totalMinor })),
    totals: {
      isEdited: false,
      takenOffMinor: goodsMinor,
      taxMinor: 0,
      otherMinor: 0,
      paidBackMinor: totals.reduce((sum, one) => sum + one, 0),
      ...more,
    },
  };
  const found = inferRefunds({ lines, ...(taxesIncluded && { taxesIncluded }) }, told);
  return found && [...found.values()];
}
const written = (refunds: readonly InferredRefund[] | null) =>
  refunds?.map(({ lines }) =>
    lines.map((one) => `${one.quantity} ${one.lineItemId} ${one.subtotalMinor}`).join(", "),
  ) ?? null;

describe("what refunds took back, by what is gone of the order", () => {
  test.each<[string, Case, string[]]>([
    ["without refunds there is nothing", { gone: {}, totals: [], goodsMinor: 0 }, []],
    [
      "one refund has all that is gone",
      { gone: { a: 2, b: 2 }, totals: [2_400], goodsMinor: 2_400 },
      ["2 a 1000, 2 b 1400"],
    ],
    [
      "one line that does not come out even rounds as Shopify did",
      { gone: { c: 1 }, totals: [334], goodsMinor: 334 },
      ["1 c 334"],
    ],
    [
      "prices tell which refund had what",
      { gone: { a: 1, b: 1 }, totals: [700, 500], goodsMinor: 1_200 },
      ["1 b 700", "1 a 500"],
    ],
    [
      "units of a line in two refunds",
      { gone: { a: 3 }, totals: [500, 1_000], goodsMinor: 1_500 },
      ["1 a 500", "2 a 1000"],
    ],
  ])("%s", (_what, order, expected) => {
    expect(written(inferred(order))).toEqual(expected);
  });

  const one = { gone: { a: 1 }, totals: [500], goodsMinor: 500 };
  test("taxes are those that are gone, added to what was given back or within it", () => {
    const taxed = { ...one, totals: [595], more: { taxMinor: 95 } };
    const money = { paidBackMinor: 595, shippingMinor: 0, taxMinor: 95 };
    expect(inferred(taxed)?.map((refund) => refund.money)).toEqual([money]);
    expect(inferred({ ...taxed, taxesIncluded: true })).toBeNull();
    const within = inferred({ ...one, more: { taxMinor: 80 }, taxesIncluded: true });
    expect(within?.[0]?.money).toEqual({ paidBackMinor: 500, shippingMinor: 0, taxMinor: 80 });
  });

  const two = { gone: { a: 1, b: 1 }, totals: [700, 500], goodsMinor: 1_200 };
  const odd = { gone: { c: 1 }, totals: [335], goodsMinor: 335 };
  test.each<[string, Case]>([
    ["an edit may have taken units off", { ...one, more: { isEdited: true } }],
    ["shipping was given back, or there were duties", { ...one, more: { otherMinor: 100 } }],
    ["money is under way", { ...one, more: { paidBackMinor: null } }],
    ["transactions say otherwise", { ...one, more: { paidBackMinor: 400 } }],
    ["no money was given back", { ...one, totals: [0] }],
    ["money was given back for no goods", { gone: {}, totals: [300], goodsMinor: 0 }],
    ["the money is not what the goods cost", { ...one, totals: [450] }],
    ["an uneven line is off by more than rounding", odd],
    ["nothing but the money tells of an uneven line", { ...odd, totals: [334] }],
    ["two lines are uneven", { ...odd, gone: { c: 1, d: 1 }, lines: [...LINES, line("d", 3, 11)] }],
    [
      "the units cannot be shared out by the money",
      { ...two, totals: [600, 600], goodsMinor: 1_200 },
    ],
    ["one of two gave no money back", { ...two, totals: [1_200, 0] }],
    ["taxes are of one of two refunds", { ...two, more: { taxMinor: 9 }, taxesIncluded: true }],
    [
      "either of two refunds may have had either goods",
      { ...two, lines: [line("a", 3, 600), line("b", 2, 600)], totals: [600, 600] },
    ],
    [
      "a line of two refunds does not come out even",
      { gone: { a: 1, c: 1 }, totals: [500, 334], goodsMinor: 834 },
    ],
  ])("is left to be read where %s", (_what, order) => {
    expect(inferred(order)).toBeNull();
  });
});

/** How the money of a refund may differ from its goods. */
const KINDS = ["as it should", "none", "more", "shipping", "pending", "no lines"] as const;

interface Drawn {
  readonly lines: readonly AttributableLine[];
  readonly refunds: readonly { readonly units: readonly number[]; readonly kind: string }[];
  readonly taxPercent: number;
  readonly taxesIncluded: boolean;
  readonly isEdited: boolean;
  readonly isVoided: boolean;
}

const drawnOrder: fc.Arbitrary<Drawn> = fc.record({
  lines: fc
    .array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 4 }),
        unitPriceMinor: fc.integer({ min: 1, max: 40 }).map((fives) => fives * 25),
        offMinor: fc.constantFrom(0, 0, 0, 1, 12),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((some) =>
      some.map((one, index) => line(String(index), one.quantity, one.unitPriceMinor, one.offMinor)),
    ),
  refunds: fc
    .array(
      fc.record({
        units: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
        kind: fc.oneof(
          { weight: 5, arbitrary: fc.constant("as it should") },
          fc.constantFrom(...KINDS),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    )
    // Of two refunds that each gave back what the other's goods cost, no total tells: that is taken not to happen.
    .map((some) =>
      some.map((one, index) =>
        some.findIndex(({ kind }) => kind !== "as it should") < index
          ? { ...one, kind: "as it should" }
          : one,
      ),
    ),
  taxPercent: fc.constantFrom(0, 0, 7, 19),
  taxesIncluded: fc.boolean(),
  isEdited: fc.constantFrom(false, false, false, true),
  isVoided: fc.constantFrom(false, false, false, true),
});

/** The same refunds as they are read one by one, and as the order's totals tell of them. */
function bothWays({ lines, refunds, taxPercent, taxesIncluded, isEdited }: Drawn) {
  const left = new Map(lines.map((one) => [one.lineItemId, one.quantity]));
  const paidFor = (one: AttributableLine, units: number) =>
    Math.floor(
      ((one.quantity * one.unitPriceMinor - (one.discounts[0]?.amountMinor ?? 0)) * units) /
        one.quantity,
    );
  const read = refunds.map(({ units, kind }, at) => {
    const taken = lines.flatMap((one, index) => {
      const before = left.get(one.lineItemId)!;
      const quantity = kind === "no lines" ? 0 : Math.min(units[index]!, before);
      left.set(one.lineItemId, before - quantity);
      const gone = one.quantity - before;
      const subtotalMinor = paidFor(one, gone + quantity) - paidFor(one, gone);
      const isCancelled = kind === "none" ? { isCancelled: true } : {};
      return quantity > 0
        ? [{ lineItemId: one.lineItemId, quantity, subtotalMinor, ...isCancelled }]
        : [];
    });
    const goodsMinor = taken.reduce((sum, one) => sum + one.subtotalMinor, 0);
    const taxMinor = Math.round((goodsMinor * taxPercent) / 100);
    const shippingMinor = kind === "shipping" ? 495 : 0;
    const suggestedMinor = goodsMinor + (taxesIncluded ? 0 : taxMinor) + shippingMinor;
    const isWithout = kind === "none" || kind === "pending";
    const more = kind === "more" ? 30 : kind === "no lines" ? 200 : 0;
    const paidBackMinor = isWithout ? 0 : suggestedMinor + more;
    return {
      refundId: `gid://shopify/Refund/${at + 1}`,
      chargedBackMinor: 0,
      lines: taken,
      money: { paidBackMinor, shippingMinor, taxMinor },
      // What was said to be given back.
      totalMinor: kind === "none" ? 0 : suggestedMinor + more,
    };
  });
  const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);
  const removed = isEdited ? 1 : 0;
  const told: ToldRefunds = {
    currentQuantities: new Map([...left].map(([id, units]) => [id, Math.max(0, units - removed)])),
    refunds: read.map(({ refundId, totalMinor }) => ({ refundId, totalMinor })),
    totals: {
      isEdited,
      takenOffMinor: sumOf(read.flatMap((one) => one.lines).map((one) => one.subtotalMinor)),
      taxMinor: sumOf(read.map((one) => one.money.taxMinor)),
      otherMinor: sumOf(read.map((one) => one.money.shippingMinor)),
      paidBackMinor: refunds.some(({ kind }) => kind === "pending")
        ? null
        : sumOf(read.map((one) => one.money.paidBackMinor)),
    },
  };
  return { read, told };
}

test("P31: refunds are what they would be read as, or are left to be read", () => {
  const programme = parseProgramme({ ...emptyProgramme(), isRunning: true }, "EUR");
  if (!programme.ok) throw new Error("The programme is not valid.");
  const offers = new Map([["Kit", "kit"]]);
  let inferredOnes = 0;
  fc.assert(
    fc.property(drawnOrder, (drawn) => {
      const { read, told } = bothWays(drawn);
      const order: AttributableOrder = {
        orderId: "gid://shopify/Order/1",
        createdAt: "2026-01-01T00:00:00Z",
        updatedAt: "2026-01-02T00:00:00Z",
        cancelledAt: null,
        currencyCode: "EUR",
        customerId: "gid://shopify/Customer/1",
        financialStatus: drawn.isVoided ? "VOIDED" : "PARTIALLY_REFUNDED",
        ...(drawn.taxesIncluded && { taxesIncluded: true }),
        lines: drawn.lines,
      };
      const found = inferRefunds(order, told);
      if (!found) return;
      inferredOnes++;
      const back = read.map(({ totalMinor: _total, ...one }) => one);
      const inferredBack = [...found].map(([refundId, one]) => ({
        refundId,
        chargedBackMinor: 0,
        ...one,
      }));
      expect(inferredBack).toEqual(back);
      const figures = (takenBack: readonly TakenBack[]) => ({
        attributed: attributeOrder(order, spreadTakenBack(order, takenBack), offers),
        entries: orderEntries(order, takenBack, programme.rules, "Europe/Berlin", []),
      });
      expect(figures(inferredBack)).toEqual(figures(back));
    }),
    { numRuns: 2_000 },
  );
  expect(inferredOnes).toBeGreaterThan(300);
});
