import { Prisma } from "@prisma/client";
import { z } from "zod";

import { AdminApiError } from "../shopify/admin-client.server.ts";

/** What a failure says of the item that was worked off. */
export interface FailureVerdict {
  /** Whether another try would end the same, however often it is made. */
  readonly isPermanent: boolean;
  /** For a person to read. */
  readonly reason: string;
}

const MOST_CHARACTERS = 500;

/**
 * Codes of Prisma's that another try may not meet: no connection, time-outs, conflicts with another transaction
 * (prisma.io, "Error message reference"). P2010 and P2039 wrap whatever a raw statement met.
 */
const PASSING_CODES = /^(P1\d\d\d|P2010|P2024|P2028|P2034|P2037|P2039)$/;
/** The same of a database adapter's errors, which the embedded database throws as they are. */
const PASSING_KINDS = new Set([
  "ConnectionClosed",
  "DatabaseNotReachable",
  "SocketTimeout",
  "TlsConnectionError",
  "TooManyConnections",
  "TransactionAlreadyClosed",
  "TransactionWriteConflict",
]);
/** SQLSTATE classes of what the data are to blame for: bad values, broken constraints (postgresql.org, "Error Codes"). */
const PERMANENT_STATES = /^2[1-3]/;

const adapterErrorSchema = z.object({
  name: z.literal("DriverAdapterError"),
  cause: z.object({ kind: z.string(), code: z.string().optional() }),
});
const rawErrorSchema = z.object({ code: z.string(), meta: z.object({ code: z.string() }) });

/**
 * Tells what cannot work, whoever tries, from what may work later. What is not known counts as passing: it is tried again for
 * a while, and holds nothing up meanwhile.
 */
export function judgeFailure(failure: unknown): FailureVerdict {
  // It may quote what was sent, which the database may not hold: that must not stop it from being set aside.
  const reason = reasonOf(failure).slice(0, MOST_CHARACTERS);
  return {
    isPermanent: isPermanent(failure),
    reason: Buffer.from(reason).toString().replaceAll("\0", ""),
  };
}

function isPermanent(failure: unknown): boolean {
  if (failure instanceof AdminApiError) return !failure.isTransient;
  if (failure instanceof Prisma.PrismaClientKnownRequestError) {
    const raw = rawErrorSchema.safeParse(failure);
    if (raw.success && PERMANENT_STATES.test(raw.data.meta.code)) return true;
    return !PASSING_CODES.test(failure.code);
  }
  const adapter = adapterErrorSchema.safeParse(failure);
  if (adapter.success) {
    const { kind, code } = adapter.data.cause;
    return kind === "postgres" ? PERMANENT_STATES.test(code ?? "") : !PASSING_KINDS.has(kind);
  }
  return (
    failure instanceof z.ZodError ||
    failure instanceof Prisma.PrismaClientValidationError ||
    failure instanceof RangeError ||
    failure instanceof TypeError ||
    failure instanceof SyntaxError
  );
}

function reasonOf(failure: unknown): string {
  if (failure instanceof z.ZodError)
    return `It is not of the form that Tandem knows: ${failure.issues.map(wordsOf).join("; ")}`;
  if (!(failure instanceof Error)) return `It failed: ${String(failure)}`;
  if (failure instanceof AdminApiError || failure instanceof RangeError) return failure.message;
  if (isOfDatabase(failure)) return `The database does not take it: ${lastLineOf(failure)}`;
  return `Tandem failed on it: ${lastLineOf(failure)}`;
}

function wordsOf({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join(".")}: ${message}` : message;
}

function isOfDatabase(failure: Error): boolean {
  return failure.name.startsWith("Prisma") || failure.name === "DriverAdapterError";
}

/** Prisma's messages quote the code that asked, and the values: what is wrong is in the last line. */
function lastLineOf({ message }: Error): string {
  return message.trim().split("\n").at(-1) ?? "";
}
