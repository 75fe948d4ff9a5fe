import { arrivedBy } from "./arrival.ts";
import type { OrderProgress, PulseAnswer } from "./pulse.ts";
import { DELIVERY_STEP, PULSE_STEP, SUPPORT_STEP } from "./sequence.ts";
import type { Sequence, Step } from "./sequence.ts";

const DAY_MILLISECONDS = 86_400_000;
/** A comment may follow an answer: others are told of both at once, or after so long of the answer alone. */
export const COMMENT_MILLISECONDS = 10 * 60_000;
/** Days after the question from which on no answer is waited for. */
const ANSWER_DAYS = 30;
/** What has not arrived is looked at again after so many days: Shopify promises no delivery of its news. */
export const LOOK_AGAIN_DAYS = 2;
/**
 * Days after which what has not left, or what was sent and could not be delivered, is not looked for any more. With `read_orders`
 * alone, Shopify answers with no older order (shopify.dev, "Access scopes"), so that looking would find nothing. News of it still
 * opens its follow-up again.
 */
export const LOOK_FOR_DAYS = 60;

/**
 * Why nothing more is sent of an order. `not-shipped`: within {@link LOOK_FOR_DAYS} of the order, something of it had not left.
 * `not-delivered`: within so many of its shipment, something that could not be delivered had not come.
 */
export const END_REASONS = [
  "done",
  "no-sequence",
  "no-answer",
  "not-shipped",
  "not-delivered",
  "refunded",
  "ordered-again",
  "complained",
  "no-consent",
  "unsubscribed",
  "called-spam",
  "unreachable",
  "customer-gone",
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** All that the next step of an order depends on. Instants in ISO 8601. */
export interface Situation extends OrderProgress {
  readonly orderedAt: string;
  /** The sequence that the order is in; null for none. */
  readonly sequence: Sequence | null;
  /** Whether the merchant has stopped the sequence for now. */
  readonly isPaused: boolean;
  /** Of the pulse's rules: how long a parcel may take of which no carrier tells. */
  readonly daysAfterFulfilment: number;
  readonly answer: {
    readonly answer: PulseAnswer;
    readonly hasComment: boolean;
    readonly answeredAt: string;
  } | null;
  /** Whether the merchant has an address to tell of who is unhappy, and of what could not be delivered. */
  readonly hasSupport: boolean;
  /** Whether money of it went back: `isPaidBack`. */
  readonly isRefunded: boolean;
  /** Whether the customer has ordered after it. */
  readonly hasOrderedAgain: boolean;
  /** Whether the customer was unhappy with another order since. */
  readonly hasComplained: boolean;
  /** Steps that are behind: sent, or left out for good. */
  readonly behind: readonly { readonly stepId: string; readonly at: string }[];
}

export type NextStep =
  | { readonly do: "wait"; readonly until: string | null }
  | { readonly do: "tell-support" }
  | { readonly do: "tell-delivery" }
  | { readonly do: "ask" }
  | { readonly do: "send"; readonly step: Step }
  | { readonly do: "end"; readonly why: EndReason };

/** The id of the step that something is done for. */
export function stepIdOf(doing: Exclude<NextStep, { do: "wait" | "end" }>): string {
  if (doing.do === "tell-support") return SUPPORT_STEP;
  if (doing.do === "tell-delivery") return DELIVERY_STEP;
  return doing.do === "ask" ? PULSE_STEP : doing.step.id;
}

/**
 * What is to be done for an order now: at most one thing. It follows from the situation alone, so whoever looks, however
 * often, comes to the same.
 * @param now ISO 8601
 */
export function nextStep(situation: Situation, now: string): NextStep {
  const { sequence, answer, behind } = situation;
  const at = Date.parse(now);
  const isBehind = (id: string) => behind.some((one) => one.stepId === id);
  if (answer?.answer === "unhappy" && situation.hasSupport && !isBehind(SUPPORT_STEP)) {
    const due = Date.parse(answer.answeredAt) + COMMENT_MILLISECONDS;
    return answer.hasComment || due <= at ? { do: "tell-support" } : waitUntil(due);
  }
  if (!sequence) return { do: "end", why: "no-sequence" };
  if (situation.isCancelled || situation.isRefunded) return { do: "end", why: "refunded" };
  if (situation.hasFailed && situation.hasSupport && !isBehind(DELIVERY_STEP))
    return { do: "tell-delivery" };
  if (situation.hasOrderedAgain) return { do: "end", why: "ordered-again" };
  if (situation.hasComplained) return { do: "end", why: "complained" };
  const asked = behind.find((one) => one.stepId === PULSE_STEP);
  const start = startOf(situation, sequence);
  const isAwaited = !answer && !asked && start === null;
  // Also where it is paused, or not paid: what is never sent would be looked at for ever.
  if (isAwaited && lookedForUntil(situation) <= at)
    return { do: "end", why: situation.fulfilledAt === null ? "not-shipped" : "not-delivered" };
  if (situation.isPaused) return { do: "wait", until: null };
  if (!answer) {
    if (asked) {
      const last = Date.parse(asked.at) + ANSWER_DAYS * DAY_MILLISECONDS;
      return last <= at ? { do: "end", why: "no-answer" } : waitUntil(last);
    }
    if (start === null)
      return waitUntil(
        Math.min(at + LOOK_AGAIN_DAYS * DAY_MILLISECONDS, lookedForUntil(situation)),
      );
    return start <= at ? { do: "ask" } : waitUntil(start);
  }
  const steps = sequence.branches[answer.answer];
  const index = steps.findIndex((step) => !isBehind(step.id));
  const step = steps[index];
  if (!step) return { do: "end", why: "done" };
  const before = behind.find((one) => one.stepId === steps[index - 1]?.id);
  const due = Date.parse(before?.at ?? answer.answeredAt) + step.afterDays * DAY_MILLISECONDS;
  return due <= at ? { do: "send", step } : waitUntil(due);
}

/** When the pulse is due, in milliseconds since 1970; null while something has not left, or could not be delivered. */
function startOf(situation: Situation, { start }: Sequence): number | null {
  const { fulfilledAt, silentSince, isOnItsWay } = situation;
  const arrived = arrivedBy(situation, situation.daysAfterFulfilment);
  if (fulfilledAt === null || arrived === null) return null;
  const wait = start.days * DAY_MILLISECONDS;
  if (start.event === "delivery") return arrived + wait;
  const due = Date.parse(fulfilledAt) + wait;
  // Nobody is asked before what the carrier tells of has arrived, whatever was to be counted from.
  return silentSince === null || isOnItsWay ? Math.max(due, arrived) : due;
}

/** Until when it is looked for what has not left, or could not be delivered: milliseconds since 1970. */
function lookedForUntil({ orderedAt, fulfilledAt }: Situation): number {
  return Date.parse(fulfilledAt ?? orderedAt) + LOOK_FOR_DAYS * DAY_MILLISECONDS;
}

function waitUntil(milliseconds: number): NextStep {
  return { do: "wait", until: new Date(milliseconds).toISOString() };
}
