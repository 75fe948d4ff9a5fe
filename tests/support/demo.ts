import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startDemo } from "../../scripts/demo.ts";
import type { DemoOptions, RunningDemo } from "../../scripts/demo.ts";
import { copyEmbeddedTemplate } from "./database-templates.ts";
import { openServerCopy } from "./databases.ts";
import { freePorts } from "./free-ports.ts";
import { searchLog } from "./search-log.ts";
import { THEME } from "./themes.ts";

/** Which database the app of a demo is on: the test run's server, the embedded one as a copy of its template, or one that begins empty. */
export type DemoDatabase = "server" | "embedded" | "new embedded";

const USUAL: DemoDatabase = process.env["TANDEM_TEST_DEMO"] === "PGlite" ? "embedded" : "server";

/**
 * A demo of the test's own: fresh data in a scratch folder, on ports that are free. When it ends, what its app has logged in all
 * that the tests did is searched for what must not be in a log.
 */
export async function startTestDemo({
  database = USUAL,
  ...options
}: Partial<DemoOptions> & { database?: DemoDatabase } = {}): Promise<RunningDemo> {
  const dataFolder = mkdtempSync(join(tmpdir(), "tandem-test-"));
  if (database === "embedded") await copyEmbeddedTemplate(join(dataFolder, "tandem"));
  const logFile = join(dataFolder, "app.log");
  const copy = database === "server" ? await openServerCopy() : undefined;
  const demo = await startDemo({
    port: await freePorts(),
    dataFolder,
    logLevel: "debug",
    logFile,
    ...(copy && { databaseUrl: copy.url }),
    ...(THEME && { themeFolder: THEME }),
    ...options,
  });
  return Object.assign(Object.create(demo) as RunningDemo, {
    stop: async () => {
      await demo.stop();
      await copy?.drop();
      try {
        searchLog(logFile, [demo.secret, demo.tokenKey]);
      } finally {
        rmSync(dataFolder, { recursive: true, force: true });
      }
    },
  });
}
