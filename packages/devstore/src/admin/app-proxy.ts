import { createServer, request as forward } from "node:http";
import type { Server } from "node:http";

/** A client that is about to use a line again must not find it closed, however busy the machine is. */
const KEEP_OPEN_MILLISECONDS = 75_000;

/**
 * Where the browser finds the app: hands everything on, and lets the stand-in's admin frame it.
 * The app's own Content-Security-Policy names Shopify's admin, as it must.
 */
export function createAppProxy(internalUrl: string, storeUrl: string, title: string): Server {
  const target = new URL(internalUrl);
  const server = createServer((incoming, outgoing) => {
    const headers = {
      ...incoming.headers,
      "x-forwarded-proto": "http",
      "x-forwarded-host": incoming.headers.host,
    };
    const onward = forward(
      {
        hostname: target.hostname,
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers,
      },
      (answer) => {
        const answered = { ...answer.headers };
        const policy = answered["content-security-policy"];
        if (policy)
          answered["content-security-policy"] = String(policy).replace(
            /frame-ancestors[^;]*/,
            `frame-ancestors ${storeUrl}`,
          );
        outgoing.writeHead(answer.statusCode ?? 502, answered);
        answer.pipe(outgoing);
      },
    );
    onward.on("error", () => {
      if (!outgoing.headersSent) outgoing.writeHead(502, { "Content-Type": "text/plain" });
      outgoing.end(`${title} is not running at ${internalUrl}.`);
    });
    incoming.pipe(onward);
  });
  server.keepAliveTimeout = KEEP_OPEN_MILLISECONDS;
  return server;
}
