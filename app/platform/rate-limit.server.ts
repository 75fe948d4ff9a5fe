import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const WINDOW_SECONDS = 60;

/**
 * How often somebody may ask within a minute. It is counted in memory, for each process: it keeps a process from being kept busy, and
 * a stranger's request must not cost a write of the database.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #counts: RateLimiterMemory;

  constructor({ perMinute }: { readonly perMinute: number }) {
    this.#perMinute = perMinute;
    this.#counts = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  }

  /** Counts a request. @returns seconds to wait before the next; null where it may go ahead */
  async take(key: string): Promise<number | null> {
    try {
      await this.#counts.consume(key);
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return secondsOf(refused);
    }
  }

  /** Whether one more would be too many, without counting it. @returns as `take` */
  async look(key: string): Promise<number | null> {
    const counted = await this.#counts.get(key);
    return counted && counted.consumedPoints >= this.#perMinute ? secondsOf(counted) : null;
  }

  /**
   * Counts a request.
   * @param answer what an answer has to go through
   * @throws a Response: 429, with when to come again
   */
  async require(
    key: string,
    answer: (response: Response) => Response = (response) => response,
  ): Promise<void> {
    const seconds = await this.take(key);
    if (seconds === null) return;
    const headers = { "Retry-After": String(seconds) };
    throw answer(new Response(tooMany(seconds), { status: 429, headers }));
  }
}

/** What is said to who asks too often. */
export const tooMany = (seconds: number) =>
  `Too many requests. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;

const secondsOf = ({ msBeforeNext }: RateLimiterRes) =>
  Math.max(1, Math.ceil(msBeforeNext / 1_000));
