import { PULSE_ANSWERS } from "./pulse.ts";
import type { PulseAnswer } from "./pulse.ts";
import { questionOfGift } from "./ready-made.ts";
import type { Sequence, Step, WrittenMail } from "./sequence.ts";

export type StepDraft = Omit<Step, "afterDays"> & { readonly afterDays: string };

/** A sequence while it is edited: numbers as typed. */
export type SequenceDraft = Omit<Sequence, "start" | "branches" | "gift"> & {
  readonly gift: WrittenMail;
  readonly start: Omit<Sequence["start"], "days"> & { readonly days: string };
  readonly branches: Readonly<Record<PulseAnswer, readonly StepDraft[]>>;
};

/** A sequence, to edit it. */
export function toSequenceDraft({ start, branches, ...sequence }: Sequence): SequenceDraft {
  const drafts = PULSE_ANSWERS.map((answer) => [
    answer,
    branches[answer].map((step) => ({ ...step, afterDays: String(step.afterDays) })),
  ]);
  return {
    ...sequence,
    gift: questionOfGift(sequence),
    start: { ...start, days: String(start.days) },
    branches: Object.fromEntries(drafts) as SequenceDraft["branches"],
  };
}
