import type { NextFunction, Request, Response } from "express";

const YEAR_SECONDS = 31_536_000;

/** For what is no page: nothing runs in it, and nothing frames it. A page says its own instead. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Headers of every answer, which a route may replace: browsers take it for what it says it is, tell other sites no more than that the
 * app was there, and come by TLS only where the app is reached so.
 */
export function safeHeaders(appUrl: string) {
  const isSecure = new URL(appUrl).protocol === "https:";
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set("X-Content-Type-Options", "nosniff");
    // What the app proxy hands on stands in the theme, at the shop's own address, where the shop's rules hold.
    if (request.path.startsWith("/proxy/")) return next();
    response.set({
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Content-Security-Policy": NOTHING,
      ...(isSecure && { "Strict-Transport-Security": `max-age=${YEAR_SECONDS}` }),
    });
    next();
  };
}

/** All but what has a name of its own for each content is about a shop or a person, and is kept by nobody on the way. */
export function keepNothing(_request: Request, response: Response, next: NextFunction): void {
  response.set("Cache-Control", "no-store");
  next();
}
