import { createRequestHandler, writeReadableStreamToWritable } from "@remix-run/node";
import type { ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

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
    const answer = await handle(
      new Request(origin + request.originalUrl, {
        method: request.method,
        headers: headersOf(request),
        signal: left.signal,
        ...(takesBody(request.method) && { body: new Uint8Array(body) }),
      }),
    );
    response.status(answer.status);
    for (const [name, value] of answer.headers)
      if (name === "set-cookie") response.append(name, value);
      else response.set(name, value);
    if (answer.body) await writeReadableStreamToWritable(answer.body, response);
    else response.end();
  };
}

/** What a client sends with another method is nobody's, and no request of the web platform can have it. */
const takesBody = (method: string) => method !== "GET" && method !== "HEAD";

function headersOf({ headers }: ExpressRequest): Headers {
  const copied = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) copied.append(name, one);
  return copied;
}
