import { timingSafeEqual } from "node:crypto";

import { sha256 } from "./sha256.server.ts";

/** Whether a signature or a key that was sent is the right one; how long it takes does not tell how much of it is. */
export function isSameSecret(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether a header is `Bearer` and the key. Both are compared by their hashes, which are of one length. */
export function isBearer(header: string | null | undefined, key: string): boolean {
  const [given, expected] = [header ?? "", `Bearer ${key}`].map((text) =>
    Buffer.from(sha256(text)),
  );
  return isSameSecret(given!, expected!);
}
