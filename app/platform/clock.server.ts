import { readFileSync, watchFile } from "node:fs";

import type { Prisma } from "@prisma/client";

import { getConfig } from "./config.server.ts";

const LOOK_MILLISECONDS = 500;

/** Where the time comes from that money and mails are decided by: it is read anew for each decision. */
export type Clock = (reader: Prisma.TransactionClient) => Promise<Date>;

/**
 * Now, by the database: one clock for all processes. `clock_timestamp()`, since `now()` would be when the transaction
 * began, which is before it waited for a lock.
 */
export const databaseClock: Clock = async (reader) =>
  new Date((await unmovedTime(reader)).getTime() + demoOffset());

/** The same as the machine has it, also where the demo's clock was moved: for what is compared with Shopify's own time. */
export const unmovedTime: Clock = async (reader) => {
  const [row] = await reader.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  return row!.at;
};

/**
 * Now, by this process, for what is shown and noted. In the demo, the stand-in store can move the clock: CLOCK_FILE says by how many milliseconds. Sessions and tokens go by the
 * machine's own clock all the same.
 */
export function now(): Date {
  return new Date(Date.now() + demoOffset());
}

function demoOffset(): number {
  const { CLOCK_FILE } = getConfig();
  if (CLOCK_FILE === undefined) return 0;
  const offset = Number(readFileSync(CLOCK_FILE, "utf8"));
  if (!Number.isSafeInteger(offset))
    throw new Error(`${CLOCK_FILE} does not say by how many milliseconds the clock is moved.`);
  return offset;
}

/** Calls back whenever the demo's clock was moved: what has come due is not to wait for the next sweep. */
export function onClockMoved(callback: () => void): void {
  const { CLOCK_FILE } = getConfig();
  if (CLOCK_FILE === undefined) return;
  watchFile(CLOCK_FILE, { interval: LOOK_MILLISECONDS }, callback).unref();
}
