import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { LOOK_AGAIN_DAYS, LOOK_FOR_DAYS, nextStep } from "./next-step.ts";
import type { Situation } from "./next-step.ts";
import { PULSE_ANSWERS } from "./pulse.ts";
import { readyMadeSequence } from "./ready-made.ts";
import { hasAgreedSince, mayWrite } from "./rules.ts";
import { sequenceSchema } from "./sequence-schema.ts";
import { DELIVERY_STEP, PULSE_STEP, SUPPORT_STEP } from "./sequence.ts";

const day = (number: number) =>
  new Date(Date.parse("2026-11-01T10:00:00Z") + number * 86_400_000).toISOString();

/** It left on day 0, and nobody tells of it. */
const SENT = {
  fulfilledAt: day(0),
  deliveredAt: null,
  silentSince: day(0),
  isOnItsWay: false,
  hasFailed: false,
};
const cameOn = (number: number) => ({ ...SENT, silentSince: null, deliveredAt: day(number) });
const situation = (more: Partial<Situation> = {}): Situation => ({
  orderedAt: day(0),
  sequence: readyMadeSequence(),
  isPaused: false,
  daysAfterFulfilment: 7,
  ...SENT,
  isCancelled: false,
  answer: null,
  hasSupport: true,
  isRefunded: false,
  hasOrderedAgain: false,
  hasComplained: false,
  behind: [],
  ...more,
});
const answered = (answer: (typeof PULSE_ANSWERS)[number], hasComment = false) => ({
  answer: { answer, hasComment, answeredAt: day(10) },
  behind: [{ stepId: PULSE_STEP, at: day(9) }],
});

describe("the next step of an order", () => {
  test("is to ask, days after the delivery, or after it should have come", () => {
    expect(nextStep(situation(), day(9))).toEqual({ do: "wait", until: day(10) });
    expect(nextStep(situation(), day(10))).toEqual({ do: "ask" });
    const delivered = situation(cameOn(2));
    expect(nextStep(delivered, day(4))).toEqual({ do: "wait", until: day(5) });
    expect(nextStep(delivered, day(5))).toEqual({ do: "ask" });
  });

  test("is to look again while something has not left (P30)", () => {
    expect(nextStep(situation({ fulfilledAt: null }), day(40))).toEqual({
      do: "wait",
      until: day(40 + LOOK_AGAIN_DAYS),
    });
  });

  test.each([
    ["not-shipped", "never leaves", { fulfilledAt: null, silentSince: null }, LOOK_FOR_DAYS],
    [
      "not-delivered",
      "could not be delivered and never comes, from when it left,",
      { fulfilledAt: day(5), silentSince: null, hasFailed: true, hasSupport: false },
      LOOK_FOR_DAYS + 5,
    ],
  ] as const)(
    "is the end, %s, where something %s after 60 days (P30)",
    (why, _what, more, last) => {
      for (const isPaused of [false, true]) {
        const lost = situation({ ...more, isPaused });
        const wait = { do: "wait", until: isPaused ? null : day(last) };
        expect(nextStep(lost, day(last - 0.1))).toEqual(wait);
        expect(nextStep(lost, day(last))).toEqual({ do: "end", why });
        expect(nextStep({ ...lost, ...cameOn(last), hasFailed: false }, day(last + 3))).toEqual(
          isPaused ? { do: "wait", until: null } : { do: "ask" },
        );
      }
      // Who was asked, or has answered, is waited for as ever.
      const asked = [{ stepId: PULSE_STEP, at: day(last) }];
      expect(nextStep(situation({ ...more, behind: asked }), day(last + 1))).toMatchObject({
        do: "wait",
      });
      expect(nextStep(situation({ ...more, ...answered("happy") }), day(last))).toMatchObject({
        do: "send",
      });
    },
  );

  test("is to tell the merchant of a delivery that failed, once, and to ask only when it has arrived (P30)", () => {
    const failed = situation({ ...SENT, silentSince: null, hasFailed: true });
    expect(nextStep(failed, day(5))).toEqual({ do: "tell-delivery" });
    const told = { ...failed, behind: [{ stepId: DELIVERY_STEP, at: day(5) }] };
    expect(nextStep(told, day(50))).toEqual({ do: "wait", until: day(50 + LOOK_AGAIN_DAYS) });
    expect(nextStep({ ...failed, hasSupport: false }, day(50))).toMatchObject({ do: "wait" });
    expect(nextStep({ ...told, ...cameOn(51) }, day(54))).toEqual({ do: "ask" });
  });

  test("counted from the shipment is never before what the carrier tells of has arrived (P30)", () => {
    const sequence = {
      ...readyMadeSequence(),
      start: { event: "fulfilment" as const, days: 1 },
    };
    expect(nextStep(situation({ sequence }), day(1))).toEqual({ do: "ask" });
    const onItsWay = situation({ sequence, isOnItsWay: true, silentSince: day(3) });
    expect(nextStep(onItsWay, day(4))).toEqual({ do: "wait", until: day(10) });
    const late = situation({ sequence, ...cameOn(6) });
    expect(nextStep(late, day(5))).toEqual({ do: "wait", until: day(6) });
    expect(nextStep(late, day(6))).toEqual({ do: "ask" });
  });

  test("of who is happy is the offer, and then the end", () => {
    const happy = situation(answered("happy"));
    expect(nextStep(happy, day(10.5))).toEqual({ do: "wait", until: day(11) });
    expect(nextStep(happy, day(11))).toMatchObject({ do: "send", step: { kind: "offer" } });
    const behind = [...happy.behind, { stepId: "suggest", at: day(11) }];
    expect(nextStep({ ...happy, behind }, day(12))).toEqual({ do: "end", why: "done" });
  });

  test("of who is unhappy is to tell support, with the comment or ten minutes later", () => {
    const minutes = (count: number) => new Date(Date.parse(day(10)) + count * 60_000).toISOString();
    const unhappy = situation(answered("unhappy"));
    expect(nextStep(unhappy, minutes(1))).toEqual({ do: "wait", until: minutes(10) });
    expect(nextStep(unhappy, minutes(10))).toEqual({ do: "tell-support" });
    expect(nextStep(situation(answered("unhappy", true)), minutes(1))).toEqual({
      do: "tell-support",
    });
    const told = [...unhappy.behind, { stepId: SUPPORT_STEP, at: minutes(10) }];
    expect(nextStep({ ...unhappy, behind: told }, day(14))).toMatchObject({
      do: "send",
      step: { kind: "message" },
    });
  });

  test.each([
    [{ isRefunded: true }, "refunded"],
    [{ isCancelled: true }, "refunded"],
    [{ hasOrderedAgain: true }, "ordered-again"],
    [{ hasComplained: true }, "complained"],
    [{ sequence: null }, "no-sequence"],
  ] as const)("with %j nothing more is sent: %s", (more, why) => {
    const end = { do: "end", why };
    expect(nextStep(situation({ ...answered("happy"), ...more }), day(20))).toEqual(end);
    expect(nextStep(situation(more), day(20))).toEqual(end);
  });

  test("waits while the merchant has paused the sequence", () => {
    const paused = situation({ ...answered("happy"), isPaused: true });
    expect(nextStep(paused, day(20))).toEqual({ do: "wait", until: null });
  });

  test("ends where nobody answers for thirty days", () => {
    const asked = situation({ behind: [{ stepId: PULSE_STEP, at: day(10) }] });
    expect(nextStep(asked, day(39))).toEqual({ do: "wait", until: day(40) });
    expect(nextStep(asked, day(40))).toEqual({ do: "end", why: "no-answer" });
  });

  test("never offers anything before an answer, nor to who is not happy", () => {
    const situations = fc.record({
      answer: fc.constantFrom(null, ...PULSE_ANSWERS),
      hasComment: fc.boolean(),
      behind: fc.subarray([PULSE_STEP, SUPPORT_STEP, "suggest", "listen", "help"]),
      isRefunded: fc.boolean(),
      hasOrderedAgain: fc.boolean(),
      at: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(situations, ({ answer, hasComment, behind, at, ...stops }) => {
        const step = nextStep(
          situation({
            ...stops,
            answer: answer && { answer, hasComment, answeredAt: day(10) },
            behind: behind.map((stepId) => ({ stepId, at: day(10) })),
          }),
          day(at),
        );
        if (step.do !== "send") return;
        expect(stops.isRefunded || stops.hasOrderedAgain).toBe(false);
        expect(behind).not.toContain(step.step.id);
        if (step.step.kind === "offer") expect(answer).toBe("happy");
      }),
    );
  });
});

const typed = () => {
  const { start, branches, ...sequence } = readyMadeSequence();
  const typedSteps = (steps: (typeof branches)["happy"]) =>
    steps.map((step) => ({ ...step, afterDays: String(step.afterDays) }));
  return {
    ...sequence,
    start: { ...start, days: String(start.days) },
    branches: {
      happy: typedSteps(branches.happy),
      neutral: typedSteps(branches.neutral),
      unhappy: typedSteps(branches.unhappy),
    },
  };
};

describe("a sequence as it is sent", () => {
  test("is read as it is", () => {
    expect(sequenceSchema.parse(typed())).toEqual(readyMadeSequence());
  });

  test.each([
    ["name", (one: ReturnType<typeof typed>) => ({ ...one, name: " " })],
    [
      "start.days",
      (one: ReturnType<typeof typed>) => ({ ...one, start: { event: "delivery", days: "-1" } }),
    ],
    [
      "pulse.copy.subject",
      (one: ReturnType<typeof typed>) => ({
        ...one,
        pulse: { ...one.pulse, copy: { subject: "Hi {{name}}", text: "x" } },
      }),
    ],
    [
      "pulse.copy.subject",
      (one: ReturnType<typeof typed>) => ({
        ...one,
        pulse: { ...one.pulse, copy: { subject: "Hi\nBcc: a@b.c", text: "x" } },
      }),
    ],
    [
      "branches.unhappy.0.kind",
      (one: ReturnType<typeof typed>) => ({
        ...one,
        branches: { ...one.branches, unhappy: one.branches.happy, happy: [] },
      }),
    ],
    [
      "branches",
      (one: ReturnType<typeof typed>) => ({
        ...one,
        branches: { ...one.branches, neutral: [...one.branches.neutral, ...one.branches.neutral] },
      }),
    ],
  ])("is refused at %s", (path, change) => {
    const issues = sequenceSchema.safeParse(change(typed())).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});

describe("consent", () => {
  test.each([
    ["SUBSCRIBED", "SINGLE_OPT_IN", false, "yes"],
    ["SUBSCRIBED", "SINGLE_OPT_IN", true, "no"],
    ["SUBSCRIBED", "CONFIRMED_OPT_IN", true, "yes"],
    ["PENDING", "CONFIRMED_OPT_IN", true, "later"],
    ["NOT_SUBSCRIBED", null, false, "no"],
    ["UNSUBSCRIBED", "SINGLE_OPT_IN", false, "no"],
    ["REDACTED", null, false, "no"],
  ])("%s by %s, confirmation needed %s: %s", (state, optInLevel, needsConfirmedOptIn, may) => {
    expect(mayWrite({ state, optInLevel }, { needsConfirmedOptIn })).toBe(may);
  });
});

describe("an unsubscription", () => {
  const at = new Date("2026-11-10T10:00:00Z");
  test.each([
    ["SUBSCRIBED", "2026-11-10T10:00:01Z", true],
    ["SUBSCRIBED", "2026-11-10T10:00:00Z", false],
    ["SUBSCRIBED", null, false],
    ["UNSUBSCRIBED", "2026-11-10T10:00:01Z", false],
    ["PENDING", "2026-11-10T10:00:01Z", false],
  ])("gives way to a consent that is %s of %s: %s", (state, updatedAt, has) => {
    expect(hasAgreedSince({ state, updatedAt }, at)).toBe(has);
  });
});
