import type { Server, ServerOptions, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { NextFunction, Request, Response } from "express";

/** How long a request may take to come in, in milliseconds. */
export interface RequestTimes {
  /** Its headers. */
  readonly headers: number;
  /** All of it. Webhooks and forms come within a second; 8 MB in 30 s is a slow line of 2 Mbit/s. */
  readonly whole: number;
  /** How often it is looked whether one takes longer. */
  readonly check: number;
}

export const REQUEST_TIMES: RequestTimes = { headers: 10_000, whole: 30_000, check: 1_000 };

/** A proxy keeps lines open for the next request, most for a minute: it must not find one closed that it is about to use. */
const KEEP_OPEN_MILLISECONDS = 75_000;

export const timeLimits = ({ headers, whole, check }: RequestTimes): ServerOptions => ({
  headersTimeout: headers,
  requestTimeout: whole,
  connectionsCheckingInterval: check,
  keepAliveTimeout: KEEP_OPEN_MILLISECONDS,
});

/** What is said of a request that never came to be one, by Node's name of the failure. */
const WORDS = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", ["408 Request Timeout", "The request took too long to arrive."]],
  ["HPE_HEADER_OVERFLOW", ["431 Request Header Fields Too Large", "The headers are too large."]],
]);
const OTHERWISE = ["400 Bad Request", "This is no request that can be read."];

/** Says in words why a line is closed on which no whole request came; where an answer has begun, the line is only cut. */
export class LineKeeper {
  readonly #answers = new WeakMap<Duplex, ServerResponse>();

  /** Notes which answer goes out on a line. */
  note = (request: Request, response: Response, next: NextFunction): void => {
    this.#answers.set(request.socket, response);
    next();
  };

  watch(server: Server): void {
    server.on("clientError", (failure: Error & { code?: string }, line) => {
      const answer = this.#answers.get(line);
      const hasBegun =
        answer?.headersSent === true && !(answer.writableFinished && answer.req.complete);
      if (hasBegun || !line.writable) return void line.destroy();
      const [status, words] = WORDS.get(failure.code ?? "") ?? OTHERWISE;
      line.end(
        `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${words}`,
        () => line.destroy(),
      );
    });
  }
}
