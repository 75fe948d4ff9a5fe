import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DEMO_PORTS, startDemo } from "../../scripts/demo.ts";
import type { DemoOptions, RunningDemo } from "../../scripts/demo.ts";

/** A demo of the test's own: fresh data in a scratch folder, on ports that are free. */
export async function startTestDemo(options: Partial<DemoOptions> = {}): Promise<RunningDemo> {
  const dataFolder = mkdtempSync(join(tmpdir(), "tandem-test-"));
  const demo = await startDemo({
    port: await freePorts(),
    dataFolder,
    logLevel: "error",
    ...options,
  });
  return Object.assign(Object.create(demo) as RunningDemo, {
    stop: async () => {
      await demo.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  });
}

/** The first of as many ports in a row as a demo takes, none of which is in use. */
export async function freePorts(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 20_000);
    const ports = Array.from({ length: DEMO_PORTS }, (_one, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error("No free ports in a row were found.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
