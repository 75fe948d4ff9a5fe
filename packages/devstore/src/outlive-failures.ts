/**
 * From now on, what nobody caught is said and the stand-in goes on: one page or one webhook that fails must not end the store
 * that the others are tried in.
 */
export function outliveFailures(): void {
  process.on("uncaughtException", (failure) => say("an exception", failure));
  process.on("unhandledRejection", (failure) => say("a rejection", failure));
}

/** Says what failed in the background, where no page can. */
export function say(what: string, failure: unknown): void {
  console.error(`The stand-in store goes on after ${what}:`, failure);
}
