import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";

import express from "express";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { collectDefaultMetrics, Histogram, register } from "prom-client";

import type { Drain } from "./drain.server.ts";
import { breakOff, noteAnswer } from "./outlive-failures.server.ts";
import { readReadiness } from "./readiness.server.ts";
import type { ReadinessOptions } from "./readiness.server.ts";

export interface WebAppOptions extends Omit<ReadinessOptions, "isEnding"> {
  /** Answers what is not about the process itself: Remix. */
  readonly pages: RequestHandler;
  readonly drain: Drain;
  readonly log: Pick<Logger, "error" | "warn">;
}

/** The server of the app, with what those who run it look at. */
export function createWebApp({ pages, drain, log, ...around }: WebAppOptions): Server {
  collectDefaultMetrics();
  const durations = new Histogram({
    name: "tandem_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "status"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  });
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", 1);
  app.use(drain.note);
  app.use(noteAnswer);
  app.get("/healthz", (_request, response) => void response.send("ok"));
  app.get("/readyz", async (_request, response) => {
    const { isReady, words, failure } = await readReadiness({
      ...around,
      isEnding: drain.isBegun,
    });
    if (failure) log.warn({ err: failure }, "the database does not answer");
    response
      .status(isReady ? 200 : 503)
      .type("text/plain")
      .send([...(isReady ? ["ready"] : []), ...words].join("\n"));
  });
  app.get(
    "/metrics",
    async (_request, response) =>
      void response.type(register.contentType).send(await register.metrics()),
  );
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use((request, response, next) => {
    const stop = durations.startTimer({ method: request.method });
    response.on("finish", () => stop({ status: response.statusCode }));
    next();
  });
  app.use(pages);
  app.use((failure: unknown, request: Request, response: Response, _next: NextFunction) => {
    log.error({ err: failure, path: request.path }, "a request failed");
    breakOff(response);
  });
  return createServer(app);
}

/** @throws when the port is taken, with words for who starts it */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
  try {
    await once(server, "listening");
  } catch (failure) {
    const isTaken = failure instanceof Error && "code" in failure && failure.code === "EADDRINUSE";
    if (!isTaken) throw failure;
    throw new Error(`Port ${port} is taken. Set PORT to another.`, { cause: failure });
  }
}
