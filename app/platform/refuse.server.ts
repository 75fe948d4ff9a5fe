import type { Response } from "express";

import type { Door } from "./doors.server.ts";

/** Answers in words, before anything of the app has run. */
export function refuse(
  response: Response,
  { isForOtherSites = false }: Pick<Door, "isForOtherSites">,
  status: number,
  words: string,
): void {
  if (isForOtherSites) response.set("Access-Control-Allow-Origin", "*");
  response.status(status).type("text/plain").send(words);
}
