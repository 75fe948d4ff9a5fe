import type { Server } from "node:http";

import type { Logger } from "pino";

import type { Drain } from "./drain.server.ts";

/** For what comes after the limit: jobs are handed back, and connections closed. */
const LAST_MILLISECONDS = 5_000;

export interface ShutDownOptions {
  readonly server: Server;
  readonly drain: Drain;
  /** Begins no more jobs in this process. */
  readonly restWorkers: () => Promise<void>;
  /** Waits for jobs that run, for so many milliseconds, hands the others back, and closes what is open. */
  readonly closeServices: (milliseconds: number) => Promise<void>;
  /** For requests and jobs together. */
  readonly milliseconds: number;
  readonly log: Pick<Logger, "warn" | "error">;
  /** Writes what the log has counted only. */
  readonly endLog: () => void;
}

/**
 * Ends the process in order: it says that it is not ready, finishes what it has begun, within the limit, and leaves. What is
 * handed back another process takes up at once.
 */
export async function shutDown(options: ShutDownOptions): Promise<never> {
  const { server, drain, restWorkers, closeServices, milliseconds, log, endLog } = options;
  const endsAt = performance.now() + milliseconds;
  const left = () => Math.max(0, endsAt - performance.now());
  // A database that hangs, say, must not keep the process.
  setTimeout(() => {
    log.error("Tandem did not end in time, and is cut off");
    process.exit(1);
  }, milliseconds + LAST_MILLISECONDS).unref();
  try {
    const [cut] = await Promise.all([drain.begin(milliseconds), restWorkers()]);
    if (cut > 0) log.warn({ cut }, "requests were cut: they took longer than SHUTDOWN_SECONDS");
    server.close();
    server.closeAllConnections();
    await closeServices(left());
    endLog();
    process.exit(0);
  } catch (failure) {
    log.error({ err: failure }, "Tandem did not stop in order");
    endLog();
    process.exit(1);
  }
}
