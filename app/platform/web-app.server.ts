import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";

import express from "express";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";

import { BodyRoom } from "./body-room.server.ts";
import type { BodyRoomLimits, NoRoom } from "./body-room.server.ts";
import { doorOf } from "./doors.server.ts";
import type { Door } from "./doors.server.ts";
import type { Drain } from "./drain.server.ts";
import { limitAddresses, networkOf } from "./limit-addresses.server.ts";
import { measureRequests, tellMetrics } from "./metrics.server.ts";
import { breakOff, noteAnswer } from "./outlive-failures.server.ts";
import { hasBody, readBody, sizeInWords } from "./read-body.server.ts";
import { readReadiness } from "./readiness.server.ts";
import type { ReadinessOptions } from "./readiness.server.ts";
import { refuse } from "./refuse.server.ts";
import { keepNothing, safeHeaders } from "./safe-headers.server.ts";
import type { Pages } from "./serve-pages.server.ts";
import { LineKeeper, REQUEST_TIMES, timeLimits } from "./time-requests.server.ts";
import type { RequestTimes } from "./time-requests.server.ts";

export interface WebAppOptions extends Omit<ReadinessOptions, "isEnding"> {
  /** Answers what is not about the process itself: Remix. */
  readonly pages: Pages;
  readonly drain: Drain;
  readonly log: Pick<Logger, "error" | "warn">;
  /** The app's public address. */
  readonly appUrl: string;
  /** What who reads the metrics shows; without it, nobody does. */
  readonly metricsKey?: string | undefined;
  /** Proxies on the way in that are ours, so that what the farthest of them says of the client is believed. */
  readonly trustedProxies?: number;
  readonly times?: RequestTimes;
  readonly room?: BodyRoomLimits | undefined;
}

/** The server of the app: what those who run it look at, and the limits of what comes in from outside. */
export function createWebApp({
  pages,
  drain,
  log,
  appUrl,
  metricsKey,
  trustedProxies = 1,
  times = REQUEST_TIMES,
  room,
  ...around
}: WebAppOptions): Server {
  const lines = new LineKeeper();
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies);
  app.use(drain.note, lines.note, noteAnswer, safeHeaders(appUrl));
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
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(keepNothing, measureRequests(), limitAddresses());
  app.get("/metrics", tellMetrics(metricsKey));
  app.use(handOn(pages, new BodyRoom(room), log));
  app.use((failure: unknown, request: Request, response: Response, _next: NextFunction) => {
    log.error({ err: failure, path: request.path }, "a request failed");
    breakOff(response);
  });
  const server = createServer(timeLimits(times), app);
  lines.watch(server);
  return server;
}

/** Others, such as TRACE, are none of the web platform's. */
const METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** Reads the body, as far as the door and the room allow, and lets the pages answer. */
function handOn(pages: Pages, room: BodyRoom, log: Pick<Logger, "warn">) {
  return async (request: Request, response: Response): Promise<void> => {
    // A path alone: an address that names a host of its own could be taken for another's.
    if (!request.originalUrl.startsWith("/"))
      return refuse(response, {}, 400, "Ask for a path of this server.");
    if (!METHODS.includes(request.method))
      return refuse(response, {}, 405, "This server doesn't take this method.");
    const origin = request.get("Origin") ?? "null";
    if (origin !== "null" && !URL.canParse(origin))
      return refuse(response, {}, 400, "The header “Origin” is no address.");
    const door = doorOf(request.path);
    if (!hasBody(request)) return void (await pages(request, response, Buffer.alloc(0)));
    const place = room.enter(networkOf(request.ip ?? ""));
    if (typeof place === "string") return turnAway(request, response, door, place, log);
    try {
      const body = await readBody(request, door.mostBytes, (bytes) => room.take(place, bytes));
      room.arrive(place);
      if (body === "cut off") return void response.status(408).destroy();
      if (body === "too large") {
        letPass(request);
        return refuse(response, door, 413, `Send at most ${sizeInWords(door.mostBytes)} here.`);
      }
      if (typeof body === "string") return turnAway(request, response, door, body, log);
      await pages(request, response, body);
    } finally {
      room.leave(place);
    }
  };
}

/** What is still on the way is dropped as it comes, within the time for a request, so that the client gets to read the answer. */
const letPass = (request: Request) => void request.resume();

/** Bodies come within a second, and are answered within a few: there is room again by then, unless somebody keeps it taken. */
const ROOM_SECONDS = 5;

/** Says that a body cannot be held just now, to whom it is up to and to whom it is not. */
function turnAway(
  request: Request,
  response: Response,
  door: Door,
  none: NoRoom,
  log: Pick<Logger, "warn">,
): void {
  letPass(request);
  response.set("Retry-After", String(ROOM_SECONDS));
  const later = `Try again in ${ROOM_SECONDS} seconds.`;
  if (none === "none for the address")
    return refuse(response, door, 429, `Too much is on its way from your address. ${later}`);
  log.warn("bodies that wait fill the room for them, and others are sent away");
  refuse(response, door, 503, `Tandem holds as much as it can. ${later}`);
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
