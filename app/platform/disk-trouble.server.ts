import { codesOf } from "./database-failure.server.ts";
import { troubles } from "./troubles.server.ts";

/** SQLSTATE of a disk that is full (postgresql.org, "Error Codes"). */
const DISK_FULL = "53100";
const WORDS = "The database's disk is full. Tandem goes on by itself when there is room again.";

/** Whether the database failed because its disk is full. */
export const isDiskFull = (failure: unknown) => codesOf(failure).includes(DISK_FULL);

/** Hears what the database fails at, as its driver or Prisma's adapter tells it. */
export function hearDatabaseFailure(failure: unknown): void {
  if (isDiskFull(failure)) troubles.note("disk", WORDS);
}
