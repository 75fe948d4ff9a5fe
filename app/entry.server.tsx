import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";

import { createReadableStreamFromReadable } from "@remix-run/node";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";

import { getConfig } from "./platform/config.server.ts";
import { isDatabaseAway } from "./platform/database-failure.server.ts";
import { log } from "./platform/log.server.ts";
import { addressOf } from "./platform/read-request.server.ts";
import { protectDocument } from "./shopify/protect-document.server.ts";
import { NonceContext } from "./ui/nonce.ts";

// The server that mounts this build reaches the one database and queue of the process by these.
export { closeServices, getServices, restWorkers } from "./platform/services.server.ts";
export { startWorkers } from "./platform/workers.server.ts";
export { getConfig } from "./platform/config.server.ts";
export { endLog, log } from "./platform/log.server.ts";
export { databaseClock, now } from "./platform/clock.server.ts";
export { troubles } from "./platform/troubles.server.ts";

const RENDER_LIMIT_MILLISECONDS = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString("base64");
  protectDocument(request, headers, nonce, getConfig().APP_BRIDGE_URL);
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady: () => {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(failure) {
          log.error({ err: failure }, "rendering failed");
        },
      },
    );
    setTimeout(abort, RENDER_LIMIT_MILLISECONDS);
  });
}

export function handleError(
  failure: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  // Whoever serves the pages answers by it.
  if (isDatabaseAway(failure)) context["isDatabaseAway"] = true;
  if (!request.signal.aborted)
    log.error({ err: failure, path: addressOf(request).pathname }, "a request failed");
}
