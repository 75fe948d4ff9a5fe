import type { AppLoadContext } from "@remix-run/node";

/** Under this name it stands in what a page is given, and then in its answer's `locals`: whether who asks has shown a right signature or key. */
export const KNOWN_SENDER = "isOfKnownSender";

/** Notes that whoever asks has shown a right signature or key: however they are answered, it is no guess of a stranger's. */
export function noteKnownSender(context: AppLoadContext): void {
  context[KNOWN_SENDER] = true;
}

export function isOfKnownSender(context: AppLoadContext): boolean {
  return context[KNOWN_SENDER] === true;
}
