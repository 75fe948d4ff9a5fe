import { createRequestHandler, writeReadableStreamToWritable } from "@remix-run/node";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

import { isOfKnownSender, KNOWN_SENDER } from "./known-sender.server.ts";

/** Answers a request whose body has been read. */
export type Pages = (request: ExpressRequest, response: ExpressResponse, body: Buffer) => unknown;

/**
 * Hands requests on to Remix. Its own adapter lets each route read the body from the line, however long that is, and believes the host
 * that a client or a proxy names; here the body has been read, and the host is ours.
 */
export function servePages(
  build: ServerBuild,
  { mode, appUrl }: { readonly mode: string; readonly appUrl: string },
): Pages {
  const handle = createRequestHandler(build, mode);
  const { origin } = new URL(appUrl);
  return async (request, response, body) => {
    const left = new AbortController();
    response.on("close", () => {
      if (!response.writableFinished) left.abort();
    });
    // Where the page notes what a failure was: the answer itself does not tell.
    const context: AppLoadContext = {};
    const made = await handle(
      new Request(origin + request.originalUrl, {
        method: request.method,
        headers: headersOf(request),
        signal: left.signal,
        ...(takesBody(request.method) && { body: new Uint8Array(body) }),
      }),
      context,
    );
    response.locals[KNOWN_SENDER] = isOfKnownSender(context);
    const answer = context["isDatabaseAway"] === true ? laterAnswer(made) : made;
    response.status(answer.status);
    for (const [name, value] of answer.headers)
      if (name === "set-cookie") response.append(name, value);
      else response.set(name, value);
    if (answer.body) await writeReadableStreamToWritable(answer.body, response);
    else response.end();
  };
}

const LATER_SECONDS = 30;

/**
 * Says that it may go through in a while, where the page failed because the database did not do it in time, or could not: to a machine
 * in words, to the admin by the page that it has made.
 */
function laterAnswer(failed: Response): Response {
  if (failed.status < 500) return failed;
  const headers = new Headers(failed.headers);
  headers.set("Retry-After", String(LATER_SECONDS));
  const isText = headers.get("Content-Type")?.startsWith("text/plain") === true;
  const words = `Tandem's database can't do this just now. Try again in ${LATER_SECONDS} seconds.`;
  return new Response(isText ? words : failed.body, { status: 503, headers });
}

/** What a client sends with another method is nobody's, and no request of the web platform can have it. */
const takesBody = (method: string) => method !== "GET" && method !== "HEAD";

function headersOf({ headers }: ExpressRequest): Headers {
  const copied = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) copied.append(name, one);
  return copied;
}
