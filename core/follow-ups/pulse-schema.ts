import { z } from "zod";

import { wholeNumber } from "../loyalty/whole-number.ts";
import { plainText } from "../offers/plain-text.ts";
import { PULSE_ANSWERS } from "./pulse.ts";

const MAX_DAYS = 90;
const MAX_COMMENT = 1_000;

/** Parses the rules of the pulse, with numbers as typed. */
export const pulseRulesSchema = z.object({
  isOnOrderStatus: z.boolean(),
  daysAfterFulfilment: wholeNumber(0, MAX_DAYS, "days"),
  supportEmail: z
    .union([z.literal(""), z.email("Enter an e-mail address, or leave it empty.")])
    .transform((email) => email || null),
});

/** Parses what a buyer says of an order. */
export const pulseAnswerSchema = z.object({
  answer: z.enum(PULSE_ANSWERS, { error: "Send happy, neutral or unhappy." }),
  comment: plainText("a comment", MAX_COMMENT).default(""),
});
