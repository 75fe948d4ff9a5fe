import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

import { plainError } from "./plain-error.server.ts";
import { Repeats } from "./repeats.server.ts";
import { withoutPersonal } from "./without-personal.server.ts";

const WARNING = pino.levels.values["warn"]!;

/**
 * A log: one JSON object a line. Secrets and personal data never get in, whatever is thrown: of an error it has what it is and
 * where it was thrown. Of equal warnings and errors within a minute it has the first, and then how many more there were.
 */
export function createLog(
  destination: DestinationStream = pino.destination({ sync: true }),
  repeats = new Repeats(),
): Logger {
  const options: pino.LoggerOptions = {
    level: process.env["LOG_LEVEL"] ?? "info",
    base: null,
    serializers: { err: (failure: unknown) => plainError(failure) },
    redact: {
      paths: [
        "accessToken",
        "refreshToken",
        "*.accessToken",
        "*.refreshToken",
        "headers.authorization",
        "*.email",
      ],
      censor: "[redacted]",
    },
    hooks: {
      logMethod(given, method, level) {
        const line = readLine(given);
        const write = (more: object) =>
          method.call(this, { ...line.fields, ...more }, line.message);
        const isWritten =
          level < WARNING || repeats.isNew(keyOf(level, line), (repeated) => write({ repeated }));
        if (isWritten) write({});
      },
      // What is quoted in any field, too.
      streamWrite: withoutPersonal,
    },
  };
  return pino(options, destination);
}

interface Line {
  readonly fields: object;
  readonly message: string;
}

/** Both ways in which the log is written to: a message, or fields and a message. */
function readLine(given: readonly unknown[]): Line {
  const [first, second] = given;
  if (typeof first === "string") return { fields: {}, message: first };
  const fields = typeof first === "object" && first !== null ? first : {};
  return { fields, message: typeof second === "string" ? second : "" };
}

/** Lines are equal whatever shop or item they are of. */
function keyOf(level: number, { fields, message }: Line): string {
  if (!("err" in fields)) return `${level} ${message}`;
  const { type, code, message: said } = plainError(fields.err);
  return [level, message, type, code, said].join(" ");
}

const repeats = new Repeats();

/** The log of this process. */
export const log = createLog(undefined, repeats);

/** Tells of what was counted and not yet told: the process ends. */
export const endLog = (): void => repeats.flush();
