import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The clock of a demo, which can be moved: days pass at once. The app reads by how much from the same file. */
export class DemoClock {
  readonly #file: string | null;
  #offset: number;

  /** @param file that keeps it, and tells the app; null keeps it in memory */
  constructor(file: string | null) {
    this.#file = file;
    this.#offset = file !== null && existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    this.#write();
  }

  /** Milliseconds by which it is ahead of the machine's. */
  get offset(): number {
    return this.#offset;
  }

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  moveBy(milliseconds: number): void {
    this.#offset += milliseconds;
    this.#write();
  }

  reset(): void {
    this.#offset = 0;
    this.#write();
  }

  #write(): void {
    if (this.#file !== null) writeFileSync(this.#file, String(this.#offset));
  }
}
