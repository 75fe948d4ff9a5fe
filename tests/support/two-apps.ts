import type { AppProcess } from "./app-process.ts";
import { installOn, startApp } from "./app-process.ts";
import { DATABASES } from "./databases.ts";
import type { TestDatabase } from "./databases.ts";
import { startStandIn } from "./stand-in.ts";
import type { StandIn } from "./stand-in.ts";

const AHEAD_MILLISECONDS = 60_000;

/** The app as it runs in production: two processes on one PostgreSQL server, here with the stand-in store. */
export interface TwoApps {
  readonly server: TestDatabase;
  readonly standIn: StandIn;
  /** The second one's clock is a minute ahead. */
  readonly apps: readonly [AppProcess, AppProcess];
  stop(): Promise<void>;
}

/** Starts both processes at the same moment, for a shop that has the app already. They work no jobs off. */
export async function startTwoApps(): Promise<TwoApps> {
  const standIn = await startStandIn();
  const server = await DATABASES.find(([name]) => name === "PostgreSQL")![1]();
  await installOn(server);
  const start = (ahead: number) =>
    startApp({
      storeUrl: standIn.devstore.storeUrl,
      databaseUrl: server.url!,
      ahead,
      environment: { ROLE: "web" },
    });
  const apps = await Promise.all([start(0), start(AHEAD_MILLISECONDS)]);
  return {
    server,
    standIn,
    apps,
    async stop() {
      await Promise.all(apps.map((app) => app.end()));
      await standIn.close();
      await server.close();
    },
  };
}
