/** A part whose trouble is told of. */
export type TroubledPart = "disk" | "mail";

interface Trouble {
  readonly words: string;
  /** By the clock that no one sets: milliseconds of `performance.now()`. */
  readonly until: number;
}

/** So long after it was seen last, a trouble counts as over: a part is tried again by then. */
const REMEMBERED_MILLISECONDS: Readonly<Record<TroubledPart, number>> = {
  // The sweep writes each minute.
  disk: 90_000,
  // A mail that the server does not take is tried again within half an hour.
  mail: 45 * 60_000,
};

/** What is wrong around the process just now, in words for who runs it. It is forgotten by itself once it is seen no more. */
export class Troubles {
  readonly #known = new Map<TroubledPart, Trouble>();
  readonly #clock: () => number;

  /** @param clock milliseconds that never run back */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  note(part: TroubledPart, words: string): void {
    this.#known.set(part, { words, until: this.#clock() + REMEMBERED_MILLISECONDS[part] });
  }

  /** It was seen to work. */
  end(part: TroubledPart): void {
    this.#known.delete(part);
  }

  /** What is wrong with a part; null for nothing. */
  wordsOf(part: TroubledPart): string | null {
    const trouble = this.#known.get(part);
    return trouble && this.#clock() < trouble.until ? trouble.words : null;
  }
}

/** Those of this process. */
export const troubles = new Troubles();
