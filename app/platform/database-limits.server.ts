/** How long a server of the database is waited for, in milliseconds. */
export interface DatabaseLimits {
  /** For a connection: a new one, or one that is free. */
  readonly connect: number;
  /** For a statement, with the locks that it waits for: the server itself ends it. */
  readonly statement: number;
  /** For what a transaction does between its statements: the server ends it, and lets go of its locks. */
  readonly idle: number;
  /** For any sign of life of a connection on which something was asked. */
  readonly silence: number;
}

/** A request's statements take milliseconds, and a lock is held for seconds. The server is given time to say so before the line breaks. */
export const DATABASE_LIMITS: DatabaseLimits = {
  connect: 10_000,
  statement: 30_000,
  idle: 45_000,
  silence: 60_000,
};

const NAMES = { statement: "statement_timeout", idle: "idle_in_transaction_session_timeout" };

/** What a connection asks of the server (postgresql.org, "Client Connection Defaults"). */
export interface SessionLimits {
  readonly statement_timeout?: number;
  readonly idle_in_transaction_session_timeout?: number;
}

/**
 * The limits that a connection asks of the server as it begins, but for those that its address names itself, as a parameter or within
 * `options`: who runs Tandem knows better.
 */
export function sessionLimits(
  connectionString: string,
  { statement, idle }: Pick<DatabaseLimits, "statement" | "idle">,
): SessionLimits {
  const isOpen = (name: string) => !connectionString.includes(name);
  return {
    ...(isOpen(NAMES.statement) && { statement_timeout: statement }),
    ...(isOpen(NAMES.idle) && { idle_in_transaction_session_timeout: idle }),
  };
}

/** Ends those limits, and what the server has for the role, until the transaction ends: for what is long and rare. */
export const WITHOUT_LIMITS = `SELECT ${Object.values(NAMES)
  .map((name) => `set_config('${name}', '0', true)`)
  .join(", ")}`;
