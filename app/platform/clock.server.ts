import { readFileSync, watchFile } from "node:fs";

import { getConfig } from "./config.server.ts";

const LOOK_MILLISECONDS = 500;

/**
 * Now. In the demo, the stand-in store can move the clock: CLOCK_FILE says by how many milliseconds. Sessions and tokens go by the
 * machine's own clock all the same.
 */
export function now(): Date {
  const { CLOCK_FILE } = getConfig();
  return new Date(Date.now() + (CLOCK_FILE === undefined ? 0 : offsetIn(CLOCK_FILE)));
}

function offsetIn(file: string): number {
  const offset = Number(readFileSync(file, "utf8"));
  if (!Number.isSafeInteger(offset))
    throw new Error(`${file} does not say by how many milliseconds the clock is moved.`);
  return offset;
}

/** Calls back whenever the demo's clock was moved: what has come due is not to wait for the next sweep. */
export function onClockMoved(callback: () => void): void {
  const { CLOCK_FILE } = getConfig();
  if (CLOCK_FILE === undefined) return;
  watchFile(CLOCK_FILE, { interval: LOOK_MILLISECONDS }, callback).unref();
}
