import { z } from "zod";

import { wholeNumber } from "../loyalty/whole-number.ts";
import { COPY_LOCALES } from "../offers/locales.ts";
import { plainText } from "../offers/plain-text.ts";
import { PULSE_ANSWERS } from "./pulse.ts";
import { PLACEHOLDERS, SEQUENCE_ORDERS, START_EVENTS } from "./sequence.ts";

const MAX_NAME = 80;
const MAX_SUBJECT = 120;
const MAX_TEXT = 2_000;
const MAX_STEPS = 10;
const MAX_DAYS = 365;
const MAX_MAILS = 20;
const ANY_PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Text of a mail, in which only known names may be left open. */
function mailText(what: string, most: number) {
  return plainText(what, most)
    .refine((text) => text !== "", `Enter ${what}.`)
    .superRefine((text, context) => {
      const known: readonly string[] = PLACEHOLDERS;
      for (const [written, name] of text.matchAll(ANY_PLACEHOLDER))
        if (!known.includes(name!) || written !== `{{${name}}}`)
          context.addIssue({
            code: "custom",
            message: `“${written}” stands for nothing. Use {{order}} or {{shop}}.`,
          });
    });
}

const copySchema = z.object({
  subject: mailText("a subject", MAX_SUBJECT).refine(
    (text) => !/[\r\n]/.test(text),
    "Write the subject in one line.",
  ),
  text: mailText("a text", MAX_TEXT),
});

export const writtenSchema = z.object({
  copy: copySchema,
  translations: z.partialRecord(z.enum(COPY_LOCALES), copySchema),
});

const stepSchema = writtenSchema.extend({
  id: z.string().regex(/^[\w-]{1,40}$/, "Send an id of the step."),
  kind: z.enum(["message", "offer"], { error: "Send message or offer." }),
  afterDays: wholeNumber(0, MAX_DAYS, "days"),
});
const branchSchema = z.array(stepSchema).max(MAX_STEPS, `Use at most ${MAX_STEPS} steps.`);
/** First ask, then suggest: only who said that they are happy is sold something. */
const withoutOffers = branchSchema.superRefine((steps, context) => {
  for (const [index, step] of steps.entries())
    if (step.kind === "offer")
      context.addIssue({
        code: "custom",
        path: [index, "kind"],
        message: "Only who is happy is offered something. Send a message here.",
      });
});

/** Parses a sequence, with numbers as typed. */
export const sequenceSchema = z
  .object({
    name: plainText("a name", MAX_NAME).refine((name) => name !== "", "Enter a name."),
    orders: z.enum(SEQUENCE_ORDERS, { error: "Send every, first or later." }),
    start: z.object({
      event: z.enum(START_EVENTS, { error: "Send fulfilment or delivery." }),
      days: wholeNumber(0, MAX_DAYS, "days"),
    }),
    pulse: writtenSchema,
    gift: writtenSchema,
    branches: z.object({ happy: branchSchema, neutral: withoutOffers, unhappy: withoutOffers }),
  })
  .superRefine(({ branches }, context) => {
    const ids = PULSE_ANSWERS.flatMap((answer) => branches[answer].map((step) => step.id));
    if (new Set(ids).size < ids.length)
      context.addIssue({ code: "custom", path: ["branches"], message: "Send each step once." });
  });

const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time from 00:00 to 23:59.");

/** Parses the rules of a shop's mail, with numbers as typed. */
export const followUpRulesSchema = z.object({
  senderName: plainText("a name", MAX_NAME).refine(
    (name) => !/["\r\n]/.test(name),
    "Use one line without quotation marks.",
  ),
  postalAddress: plainText("an address", 300),
  quiet: z.object({ from: timeSchema, to: timeSchema }),
  cap: z.object({
    mails: wholeNumber(1, MAX_MAILS, "mails"),
    days: wholeNumber(1, MAX_DAYS, "days"),
  }),
  needsConfirmedOptIn: z.boolean(),
  tracksOpens: z.boolean(),
});
