import type { Clock } from "../../app/platform/clock.server.ts";

/** A clock for decisions that the test sets, in place of the database's. */
export const clockOf =
  (now: () => Date): Clock =>
  () =>
    Promise.resolve(now());
