import { z } from "zod";

import { troubles } from "./troubles.server.ts";

/** SQLSTATE of a disk that is full (postgresql.org, "Error Codes"). */
const DISK_FULL = "53100";
const WORDS = "The database's disk is full. Tandem goes on by itself when there is room again.";

const codeSchema = z.object({ code: z.string() });
const causeSchema = z.object({ cause: z.object({ originalCode: z.string() }).or(codeSchema) });

/** Hears what the database fails at, as its driver or Prisma's adapter tells it. */
export function hearDatabaseFailure(failure: unknown): void {
  if (codesOf(failure).includes(DISK_FULL)) troubles.note("disk", WORDS);
}

function codesOf(failure: unknown): string[] {
  const plain = codeSchema.safeParse(failure);
  const caused = causeSchema.safeParse(failure);
  return [
    ...(plain.success ? [plain.data.code] : []),
    ...(caused.success ? Object.values(caused.data.cause) : []),
  ];
}
