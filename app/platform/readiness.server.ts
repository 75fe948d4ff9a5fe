import { withinLimit } from "./time-limit.server.ts";
import type { Troubles } from "./troubles.server.ts";

/** Whoever asks gives up soon, too. */
const ASK_MILLISECONDS = 2_000;
/** By so much clocks of machines differ that nobody looks after. */
const SKEW_MILLISECONDS = 60_000;

export interface ReadinessOptions {
  readonly isEnding: boolean;
  /** The database's time. It rejects while the database does not answer. */
  readonly askDatabase: () => Promise<Date>;
  readonly now: () => Date;
  readonly troubles: Pick<Troubles, "wordsOf">;
}

/** Whether a process can answer requests, with what is wrong. */
export interface Readiness {
  readonly isReady: boolean;
  /** A line for each thing that is wrong. */
  readonly words: readonly string[];
  readonly failure?: unknown;
}

/**
 * What keeps a process from answering is told from what is wrong and does not: mail waits for its server, and which of two clocks
 * is the right one nobody here knows.
 */
export async function readReadiness(options: ReadinessOptions): Promise<Readiness> {
  const { isEnding, askDatabase, now, troubles } = options;
  if (isEnding) return { isReady: false, words: ["Tandem is shutting down."] };
  let at: Date;
  try {
    at = await withinLimit(ASK_MILLISECONDS, askDatabase);
  } catch (failure) {
    const words = troubles.wordsOf("disk") ?? "The database does not answer.";
    return { isReady: false, words: [words], failure };
  }
  const disk = troubles.wordsOf("disk");
  const others = [troubles.wordsOf("mail"), skewOf(now(), at)];
  return {
    isReady: disk === null,
    words: [disk, ...others].filter((words) => words !== null),
  };
}

function skewOf(here: Date, there: Date): string | null {
  const ahead = here.getTime() - there.getTime();
  if (Math.abs(ahead) < SKEW_MILLISECONDS) return null;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return `This machine's clock is ${minutes} min ${ahead > 0 ? "ahead of" : "behind"} the database's. Sign-ins may be refused until they agree.`;
}
