import { z } from "zod";

const MOST_CAUSES = 5;

/** What the driver, its adapter and Prisma say of a failure, each in its own place. */
const failureSchema = z.object({
  /** SQLSTATE, or Prisma's own number. */
  code: z.string().optional().catch(undefined),
  /** SQLSTATE where the adapter says it otherwise. */
  originalCode: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
  meta: z.object({ driverAdapterError: z.unknown().optional() }).optional().catch(undefined),
});
type Told = z.infer<typeof failureSchema>;

/** A failure and what is behind it. */
function* toldOf(failure: unknown, causes = MOST_CAUSES): Generator<Told> {
  const { data } = failureSchema.safeParse(failure);
  if (!data || causes === 0) return;
  yield data;
  yield* toldOf(data.cause, causes - 1);
  yield* toldOf(data.meta?.driverAdapterError, causes - 1);
}

/** The codes of a failure and of what is behind it: SQLSTATE (postgresql.org, "Error Codes") and Prisma's (prisma.io, "Error reference"). */
export function codesOf(failure: unknown): string[] {
  return [...toldOf(failure)].flatMap(({ code, originalCode }) =>
    [code, originalCode].filter((one) => one !== undefined),
  );
}

/**
 * SQLSTATE: of a connection (08), of too little of something, such as room on the disk (53), of a statement or a server that was
 * ended (57), of a lock (55P03) and of a transaction that did nothing for too long (25P03).
 */
const AWAY_CODES = /^(?:08...|53...|57014|57P0.|55P03|25P03)$/;
/** Prisma: not reached, silent or closed; no connection free, or no transaction begun, within its limit. */
const AWAY_PRISMA = ["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"];
/** What node-postgres says without a code. */
const AWAY_WORDS =
  /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated|Client (?:has encountered a connection error|was closed))/;

/** Whether a failure says that the database cannot do just now what it may do in a while. */
export function isDatabaseAway(failure: unknown): boolean {
  return [...toldOf(failure)].some(
    ({ code, originalCode, message = "" }) =>
      [code, originalCode].some((one = "") => AWAY_CODES.test(one) || AWAY_PRISMA.includes(one)) ||
      AWAY_WORDS.test(message),
  );
}
