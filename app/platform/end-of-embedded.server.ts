import { statfs } from "node:fs/promises";

import { hearDatabaseFailure, isDiskFull } from "./disk-trouble.server.ts";
import { log } from "./log.server.ts";

/** What a start of PostgreSQL writes before it answers: a piece of its log of 16 MB, and what it has to repeat. */
const LEAST_BYTES = 64_000_000;
const LOOK_MILLISECONDS = 2_000;

/** Room on the disk of a folder, in bytes. */
export async function roomOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Whether the embedded database can begin there. */
export const hasRoom = async (folder: string) => (await roomOf(folder)) >= LEAST_BYTES;

/**
 * What becomes of a process whose embedded database has broken off: whoever runs Tandem starts it anew, which repeats what was
 * acknowledged. While the disk is full that would fail, so until then it goes on answering that it is not ready.
 */
export function endWithEmbedded(folder: string, failure: unknown): void {
  hearDatabaseFailure(failure);
  if (!isDiskFull(failure)) {
    log.fatal({ err: failure }, "the embedded database broke off: Tandem ends, to be started anew");
    process.exit(1);
  }
  log.fatal(
    { err: failure },
    "the disk is full, and the embedded database broke off: Tandem ends once there is room, to be started anew",
  );
  setInterval(() => {
    hasRoom(folder).then(
      (isThere) => {
        if (!isThere) return;
        log.fatal("the disk has room again: Tandem ends, to be started anew");
        process.exit(1);
      },
      (unread: unknown) => log.error({ err: unread }, "the room on the disk is not known"),
    );
  }, LOOK_MILLISECONDS);
}
