import { z } from "zod";

const MARKUP = /[<>]/;

/**
 * Text that a shopper or merchant reads, trimmed, without markup.
 * @param what what it is, for "Enter …"
 */
export function plainText(what: string, maxLength: number) {
  return z
    .string({ error: `Enter ${what}.` })
    .trim()
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .refine(
      (text) => !MARKUP.test(text),
      "Use plain text: < and > are not allowed, and HTML is not rendered.",
    );
}
