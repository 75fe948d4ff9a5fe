import { timingSafeEqual } from "node:crypto";

/** Whether a signature or a key that was sent is the right one; how long it takes does not tell how much of it is. */
export function isSameSecret(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
