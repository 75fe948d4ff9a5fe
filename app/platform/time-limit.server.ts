/** Nobody answered in time. What was asked for may have been done all the same, or may yet be. */
export class TimeLimitError extends Error {
  constructor(milliseconds: number) {
    super(`There was no answer within ${milliseconds} ms.`);
    this.name = "TimeLimitError";
  }
}

/**
 * Waits for something outside of the process, and not for ever: what is claimed for the time of a call has to be let go of
 * well after the call ends. An answer that comes later is dropped.
 * @param ask gets a signal that is aborted when the time is over
 * @throws {TimeLimitError}
 */
export async function withinLimit<T>(
  milliseconds: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // Rejected first, so that the abort's own error is not what is told.
      reject(new TimeLimitError(milliseconds));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([ask(controller.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
