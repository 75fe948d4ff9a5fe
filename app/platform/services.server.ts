import { getConfig } from "./config.server.ts";
import { openEmbeddedDatabase, openServerDatabase } from "./database.server.ts";
import type { Database } from "./database.server.ts";
import { endWithEmbedded } from "./end-of-embedded.server.ts";
import { Jobs } from "./jobs.server.ts";
import { migrate } from "./migrate.server.ts";

/** What the server has open while it runs. */
export interface Services {
  readonly database: Database;
  readonly jobs: Jobs;
}

let opening: Promise<Services> | undefined;

/** Opens the database (migrated) and the queue, once for the process. */
export function getServices(): Promise<Services> {
  opening ??= open();
  return opening;
}

async function open(): Promise<Services> {
  const { DATABASE_URL, DATA_FOLDER } = getConfig();
  const database = DATABASE_URL
    ? openServerDatabase(DATABASE_URL)
    : await openEmbeddedDatabase(DATA_FOLDER, undefined, (failure) =>
        endWithEmbedded(DATA_FOLDER, failure),
      );
  await migrate(database, "prisma/migrations");
  return { database, jobs: await Jobs.open(database) };
}

/** Begins no more jobs in this process; those that run go on. */
export async function restWorkers(): Promise<void> {
  if (opening) await (await opening).jobs.rest();
}

/** Waits for running jobs, for so many milliseconds, hands the others back, and closes what is open. */
export async function closeServices(milliseconds: number): Promise<void> {
  if (!opening) return;
  const { database, jobs } = await opening;
  await jobs.stop(milliseconds);
  await database.close();
}
