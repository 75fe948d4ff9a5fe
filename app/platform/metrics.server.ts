import type { NextFunction, Request, Response } from "express";
import { collectDefaultMetrics, Histogram, register } from "prom-client";

import { isBearer } from "./same-secret.server.ts";

/** Counts what the process does, and how long it takes to answer. */
export function measureRequests() {
  collectDefaultMetrics();
  const durations = new Histogram({
    name: "tandem_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "status"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const stop = durations.startTimer({ method: request.method });
    response.on("finish", () => stop({ status: response.statusCode }));
    next();
  };
}

/** Tells them to who has the key. Without a key nobody is told, and nobody learns that there is something to tell. */
export function tellMetrics(key: string | undefined) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (key === undefined) return next();
    if (!isBearer(request.get("Authorization"), key))
      return void response.status(401).type("text").send("Send “Bearer ” and METRICS_KEY.");
    response.type(register.contentType).send(await register.metrics());
  };
}
