/** How lines are known that are equal, and told of together. */
export interface RepeatLimits {
  /** Milliseconds for which equal lines are one. */
  readonly window: number;
  /** Kinds of lines that are remembered: of more, the oldest is told of and forgotten. */
  readonly kinds: number;
}

const LIMITS: RepeatLimits = { window: 60_000, kinds: 200 };

interface Known {
  count: number;
  readonly timer: NodeJS.Timeout;
  readonly tell: (count: number) => void;
}

/** Tells the first of equal lines at once, and of the others how many they were, when the window is over. */
export class Repeats {
  readonly #known = new Map<string, Known>();
  readonly #limits: RepeatLimits;

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /**
   * @param key equal for equal lines
   * @param tell writes how many more there were
   * @returns whether the line is to be written
   */
  isNew(key: string, tell: (count: number) => void): boolean {
    const known = this.#known.get(key);
    if (known) {
      known.count++;
      return false;
    }
    if (this.#known.size >= this.#limits.kinds) this.#end(this.#known.keys().next().value!);
    const timer = setTimeout(() => this.#end(key), this.#limits.window).unref();
    this.#known.set(key, { count: 0, timer, tell });
    return true;
  }

  /** Tells of all that was counted: the process ends. */
  flush(): void {
    for (const key of [...this.#known.keys()]) this.#end(key);
  }

  #end(key: string): void {
    const known = this.#known.get(key);
    if (!known) return;
    this.#known.delete(key);
    clearTimeout(known.timer);
    if (known.count > 0) known.tell(known.count);
  }
}
