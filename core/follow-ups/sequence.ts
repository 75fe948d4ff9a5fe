import type { CopyLocale } from "../offers/locales.ts";
import { PULSE_ANSWERS } from "./pulse.ts";
import type { PulseAnswer } from "./pulse.ts";

export const SEQUENCE_STATUSES = ["draft", "active", "paused"] as const;
export type SequenceStatus = (typeof SEQUENCE_STATUSES)[number];

/** From when on the days before the pulse count. */
export const START_EVENTS = ["fulfilment", "delivery"] as const;
export type StartEvent = (typeof START_EVENTS)[number];

/** Which orders enter: every one, a customer's first, or those after it. */
export const SEQUENCE_ORDERS = ["every", "first", "later"] as const;
export type SequenceOrders = (typeof SEQUENCE_ORDERS)[number];

/** What stands for the order's name and the shop's in a mail. */
export const PLACEHOLDERS = ["order", "shop"] as const;

/** The merchant's words of a mail. An empty line ends a paragraph; `{{order}}` and `{{shop}}` stand for names. */
export interface MailCopy {
  readonly subject: string;
  readonly text: string;
}

export interface WrittenMail {
  readonly copy: MailCopy;
  /** By language; where one is missing, `copy` is sent. */
  readonly translations: Readonly<Partial<Record<CopyLocale, MailCopy>>>;
}

export interface Step extends WrittenMail {
  /** Within its sequence; it stays through edits, so that nothing is sent twice. */
  readonly id: string;
  /** An offer names what goes with the order; only who is happy gets one. */
  readonly kind: "message" | "offer";
  /** Days after the answer, or after the step before. */
  readonly afterDays: number;
}

/** What happens after an order: the pulse, then what its answer calls for, then the end. */
export interface Sequence {
  /** For the merchant's own eyes. */
  readonly name: string;
  readonly orders: SequenceOrders;
  readonly start: { readonly event: StartEvent; readonly days: number };
  readonly pulse: WrittenMail;
  /** The question to the buyer of a gift, who does not have it. Sequences of before have none. */
  readonly gift?: WrittenMail;
  readonly branches: Readonly<Record<PulseAnswer, readonly Step[]>>;
}

/** Id of the step that asks whether the buyer is happy. */
export const PULSE_STEP = "pulse";
/** Id of the mail that tells the merchant's support of who is unhappy. */
export const SUPPORT_STEP = "support";
/** Id of the mail that tells the merchant's support of what could not be delivered. */
export const DELIVERY_STEP = "delivery";

/** A mail of a sequence, with the branch that it is in: none for the question. */
export interface MailOfSequence {
  readonly id: string;
  readonly kind: "pulse" | Step["kind"];
  readonly branch: PulseAnswer | null;
  readonly written: WrittenMail;
}

/** The mails of a sequence, or of its draft, in their order. */
export function mailsOf({
  pulse,
  branches,
}: {
  readonly pulse: WrittenMail;
  readonly branches: Readonly<Record<PulseAnswer, readonly Omit<Step, "afterDays">[]>>;
}): MailOfSequence[] {
  return [
    { id: PULSE_STEP, kind: "pulse", branch: null, written: pulse },
    ...PULSE_ANSWERS.flatMap((branch) =>
      branches[branch].map((step) => ({ id: step.id, kind: step.kind, branch, written: step })),
    ),
  ];
}

/** The words of a mail in a language. */
export function copyIn({ copy, translations }: WrittenMail, locale: CopyLocale): MailCopy {
  return translations[locale] ?? copy;
}

/** Puts names in the place of what stands for them. */
export function fillIn(
  text: string,
  names: Readonly<Record<(typeof PLACEHOLDERS)[number], string>>,
): string {
  return text.replaceAll(/\{\{(order|shop)\}\}/g, (_all, key: "order" | "shop") => names[key]);
}
