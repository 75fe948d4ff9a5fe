import type { AppLoadContext } from "@remix-run/node";

const KNOWN = "isOfKnownSender";

/** Notes that whoever asks has shown a right signature or key: however they are answered, it is no guess of a stranger's. */
export function noteKnownSender(context: AppLoadContext): void {
  context[KNOWN] = true;
}

export function isOfKnownSender(context: AppLoadContext): boolean {
  return context[KNOWN] === true;
}
