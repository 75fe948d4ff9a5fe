import { z } from "zod";

/**
 * Parses a number as it is typed, or nothing, which is 0.
 * @param parse null for what is none
 * @param message what to enter instead
 */
export function optionalNumber(parse: (text: string) => number | null, message: string) {
  return z.string().transform((text, context) => {
    const value = text.trim() === "" ? 0 : parse(text);
    if (value !== null) return value;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}
