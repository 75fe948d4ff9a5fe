import { describe, expect, test } from "vitest";

import { NOT_LEFT } from "./arrival.ts";
import { isPulseDue, mayOffer } from "./pulse.ts";
import { pulseAnswerSchema, pulseRulesSchema } from "./pulse-schema.ts";

const RULES = { isOnOrderStatus: true, daysAfterFulfilment: 5 };
const NOW = "2026-11-10T10:00:00Z";
const progress = (more: object = {}) => ({
  ...NOT_LEFT,
  isCancelled: false,
  ...more,
});
const arrived = (at: string) => ({ fulfilledAt: at, deliveredAt: at });
const left = (at: string) => ({ fulfilledAt: at, silentSince: at });

describe("the pulse", () => {
  test.each([
    ["nothing has left", {}, false],
    ["it was delivered", arrived("2026-11-10T09:00:00Z"), true],
    ["it left five days ago", left("2026-11-05T10:00:00Z"), true],
    ["it left later than that", left("2026-11-05T10:00:01Z"), false],
    [
      "a part was delivered, and another could not be",
      { ...arrived("2026-11-10T09:00:00Z"), hasFailed: true },
      false,
    ],
    [
      "it was delivered and cancelled",
      { ...arrived("2026-11-10T09:00:00Z"), isCancelled: true },
      false,
    ],
  ])("where %s: asked %s", (_what, more, isDue) => {
    expect(isPulseDue(RULES, progress(more), NOW)).toBe(isDue);
  });

  test("is not asked where the merchant does not", () => {
    const delivered = progress(arrived("2026-11-10T09:00:00Z"));
    expect(isPulseDue({ ...RULES, isOnOrderStatus: false }, delivered, NOW)).toBe(false);
  });

  test("comes before an offer, and lets only those be offered something who are happy", () => {
    const answered = (answer: "happy" | "neutral" | "unhappy") =>
      ({ step: "answered", answer, hasComment: false, supportEmail: null }) as const;
    expect(mayOffer(null)).toBe(true);
    expect(mayOffer({ step: "asked" })).toBe(false);
    expect(
      (["happy", "neutral", "unhappy"] as const).map((one) => mayOffer(answered(one))),
    ).toEqual([true, false, false]);
  });

  test.each([
    [
      { daysAfterFulfilment: "91" },
      ["daysAfterFulfilment", "Enter a whole number of days from 0 to 90."],
    ],
    [{ supportEmail: "support" }, ["supportEmail", "Enter an e-mail address, or leave it empty."]],
  ])("rules with %j are refused: %j", (more, refusal) => {
    const rules = { isOnOrderStatus: true, daysAfterFulfilment: "5", supportEmail: "", ...more };
    const issue = pulseRulesSchema.safeParse(rules).error?.issues[0];
    expect([issue?.path.join("."), issue?.message]).toEqual(refusal);
  });

  test.each([
    [{ answer: "great" }, "answer"],
    [{ answer: "happy", comment: "<b>" }, "comment"],
    [{ answer: "happy", comment: "x".repeat(1_001) }, "comment"],
  ])("an answer of the form %j is refused at %s", (body, field) => {
    expect(pulseAnswerSchema.safeParse(body).error?.issues[0]?.path.join(".")).toBe(field);
  });
});
