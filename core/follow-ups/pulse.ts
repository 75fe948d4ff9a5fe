/** What a buyer can say of an order. */
export const PULSE_ANSWERS = ["happy", "neutral", "unhappy"] as const;
export type PulseAnswer = (typeof PULSE_ANSWERS)[number];

const DAY_MILLISECONDS = 86_400_000;

/** When buyers are asked, and where those who are unhappy are taken. */
export interface PulseRules {
  readonly isOnOrderStatus: boolean;
  /** Days after the shipment from which on it is asked also where no carrier tells of the delivery. */
  readonly daysAfterFulfilment: number;
  /** Address of the merchant's support; null while there is none. */
  readonly supportEmail: string | null;
}

/** How far an order has come. Instants in ISO 8601; null for not yet. */
export interface OrderProgress {
  readonly fulfilledAt: string | null;
  readonly deliveredAt: string | null;
  readonly isCancelled: boolean;
}

/**
 * Whether it is time to ask whether a buyer is happy: once what they bought has reached them, as the carrier says, or as
 * many days after the shipment as it may take.
 * @param now ISO 8601
 */
export function isPulseDue(
  rules: Pick<PulseRules, "isOnOrderStatus" | "daysAfterFulfilment">,
  { fulfilledAt, deliveredAt, isCancelled }: OrderProgress,
  now: string,
): boolean {
  if (!rules.isOnOrderStatus || isCancelled) return false;
  const at = Date.parse(now);
  if (deliveredAt !== null && Date.parse(deliveredAt) <= at) return true;
  if (fulfilledAt === null) return false;
  return at >= Date.parse(fulfilledAt) + rules.daysAfterFulfilment * DAY_MILLISECONDS;
}

/** What a page tells of an order's pulse. */
export type PulseState =
  | { readonly step: "asked" }
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
