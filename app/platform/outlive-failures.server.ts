import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { Counter } from "prom-client";

/** The answer that code which runs just now works on. */
const answering = new AsyncLocalStorage<ServerResponse>();

/** Notes for whom the code works that a request sets going, so that its failure is answered whoever throws. */
export function noteAnswer(_request: Request, response: Response, next: NextFunction): void {
  answering.run(response, next);
}

/**
 * From now on, what nobody caught is logged and counted, and the process goes on: an exception in a listener or a timer, and a
 * promise that was rejected. One shop's request must not end the work for all. docs/decisions/006-what-ends-a-process.md says
 * why that is safe here, and what does end a process.
 */
export function outliveFailures(log: Pick<Logger, "error">): void {
  const failures = new Counter({
    name: "tandem_uncaught_failures_total",
    help: "Exceptions and rejections that nobody caught",
    labelNames: ["kind"],
  });
  const note = (kind: string, failure: unknown) => {
    failures.inc({ kind });
    log.error({ kind, err: failure }, "nobody caught a failure, and the process goes on");
  };
  process.on("uncaughtException", (failure) => {
    note("exception", failure);
    const response = answering.getStore();
    if (response) breakOff(response);
  });
  // The request that began the work may still be answered as it should, so its answer is left alone.
  process.on("unhandledRejection", (failure) => note("rejection", failure));
}

/** Answers 500; where an answer has begun, the line is cut, so that half of one is not taken for a whole. */
export function breakOff(response: ServerResponse): void {
  if (!response.headersSent)
    response.writeHead(500, { "Content-Type": "text/plain" }).end("Tandem failed. It is logged.");
  else if (!response.writableEnded) response.destroy();
}
