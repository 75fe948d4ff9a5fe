import type { ServerResponse } from "node:http";

import type { NextFunction, Request, Response } from "express";

import { TimeLimitError, withinLimit } from "./time-limit.server.ts";

/** Answers that are under way, so that a process which is asked to end can give them first. */
export class Drain {
  readonly #answers = new Set<ServerResponse>();
  #isBegun = false;
  #whenEmpty: (() => void) | undefined;

  /** Whether the process is about to end: it is not ready for more. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Express middleware, before all others. */
  readonly note = (_request: Request, response: Response, next: NextFunction): void => {
    this.#answers.add(response);
    if (this.#isBegun) endConnection(response);
    response.once("close", () => {
      this.#answers.delete(response);
      if (this.#answers.size === 0) this.#whenEmpty?.();
    });
    next();
  };

  /**
   * From now on each answer is the last one of its connection. New connections are still taken, so that whoever spreads the
   * requests learns that they are to go elsewhere, and none of those that come meanwhile is lost.
   * @param milliseconds after which it is not waited any longer
   * @returns how many answers were not given
   */
  async begin(milliseconds: number): Promise<number> {
    this.#isBegun = true;
    for (const answer of this.#answers) endConnection(answer);
    if (this.#answers.size === 0) return 0;
    const isEmpty = new Promise<void>((resolve) => (this.#whenEmpty = resolve));
    try {
      await withinLimit(milliseconds, () => isEmpty);
    } catch (failure) {
      if (!(failure instanceof TimeLimitError)) throw failure;
    }
    return this.#answers.size;
  }
}

function endConnection(answer: ServerResponse): void {
  if (!answer.headersSent) answer.setHeader("Connection", "close");
}
