import { arrivedBy } from "./arrival.ts";
import type { Arrival } from "./arrival.ts";

/** What a buyer can say of an order. */
export const PULSE_ANSWERS = ["happy", "neutral", "unhappy"] as const;
export type PulseAnswer = (typeof PULSE_ANSWERS)[number];

/** When buyers are asked, and where those who are unhappy are taken. */
export interface PulseRules {
  readonly isOnOrderStatus: boolean;
  /** Days that a parcel may take of which no carrier tells, counted from its shipment or the last word of it. */
  readonly daysAfterFulfilment: number;
  /** Address of the merchant's support; null while there is none. */
  readonly supportEmail: string | null;
}

/** How far an order has come. */
export interface OrderProgress extends Arrival {
  readonly isCancelled: boolean;
}

/**
 * Whether it is time to ask whether a buyer is happy: once all that stands of what they bought has reached them.
 * @param now ISO 8601
 */
export function isPulseDue(
  rules: Pick<PulseRules, "isOnOrderStatus" | "daysAfterFulfilment">,
  progress: OrderProgress,
  now: string,
): boolean {
  if (!rules.isOnOrderStatus || progress.isCancelled) return false;
  const arrived = arrivedBy(progress, rules.daysAfterFulfilment);
  return arrived !== null && arrived <= Date.parse(now);
}

/** What a page tells of an order's pulse. */
export type PulseState =
  | {
      readonly step: "asked";
      /** Whether somebody else has what the buyer ordered; left out where not. */
      readonly isGift?: true;
    }
  | {
      readonly step: "answered";
      readonly answer: PulseAnswer;
      readonly hasComment: boolean;
      /** For who is unhappy: where help is; null where the merchant named none. */
      readonly supportEmail: string | null;
    };

/** Whether something may be sold beside the pulse: never before it is answered, and only to who is happy. */
export function mayOffer(pulse: PulseState | null): boolean {
  return pulse === null || (pulse.step === "answered" && pulse.answer === "happy");
}
