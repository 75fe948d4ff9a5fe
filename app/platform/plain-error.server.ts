import { withoutPersonal } from "./without-personal.server.ts";

/** Causes of causes that are told. */
const MOST_CAUSES = 3;
const MOST_FRAMES = 15;
const MOST_CHARACTERS = 500;

/** An error as it stands in the log. */
export interface PlainError {
  readonly type: string;
  readonly code?: string;
  readonly status?: number;
  readonly message: string;
  /** Where it was thrown, without the message. */
  readonly stack?: string;
  readonly cause?: PlainError;
}

/**
 * What of a failure may be logged: what it is and where it was thrown, and no values. Errors of the database have the row that
 * failed as `detail`, `where` and `meta`, Prisma's messages quote the call with its arguments, and the queue's
 * carry the job.
 */
export function plainError(failure: unknown, causes = MOST_CAUSES): PlainError {
  if (failure instanceof Response)
    return { type: "Response", status: failure.status, message: "an answer was thrown" };
  if (typeof failure !== "object" || failure === null)
    return { type: typeof failure, message: shortened(withoutPersonal(String(failure))) };
  const { name, message, stack, code, cause } = failure as Partial<Record<string, unknown>>;
  return {
    type: typeof name === "string" ? name : nameOf(failure),
    ...(typeof code === "string" && { code }),
    message: typeof message === "string" ? messageOf(failure, message) : "",
    ...(typeof stack === "string" && { stack: framesOf(stack) }),
    ...(causes > 0 && cause != null && { cause: plainError(cause, causes - 1) }),
  };
}

const nameOf = (failure: object) => failure.constructor?.name ?? "object";

function messageOf(failure: object, message: string): string {
  const isOfDatabase =
    "severity" in failure || "clientVersion" in failure || isAdapterError(failure);
  const told = isOfDatabase ? withoutValues(lastLineOf(message)) : message;
  const unquoted = failure instanceof SyntaxError ? withoutSource(told) : told;
  return shortened(withoutPersonal(unquoted));
}

function isAdapterError(failure: object): boolean {
  if ("name" in failure && failure.name === "DriverAdapterError") return true;
  // The cause of one: no error, but what the adapter knows.
  return "kind" in failure;
}

/** Prisma's messages begin with the call and its arguments: what is wrong is in the last line. */
const lastLineOf = (message: string) => message.trim().split("\n").at(-1) ?? "";

/** PostgreSQL quotes a value behind a colon, and names of tables and constraints elsewhere. */
const withoutValues = (message: string) => message.replaceAll(/: ["'`].*$/gs, ": …");

/** JSON.parse quotes what it was given: `Unexpected token 'A', "Ada Lovela"... is not valid JSON`. */
const withoutSource = (message: string) => message.replace(/,? (?:\.\.\.)?".*"(?:\.\.\.)? /s, " ");

const shortened = (text: string) =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;

function framesOf(stack: string): string {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames.slice(0, MOST_FRAMES).join("\n");
}
