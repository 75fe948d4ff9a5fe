import { writeFileSync } from "node:fs";
import { relative } from "node:path";

import type { Reporter, TestModule } from "vitest/node";

/** Files that are named at the end of a run. */
const SLOWEST = 10;
/** Where the seconds by part are written besides, for the bench. */
export const PARTS_FILE = "TANDEM_TEST_PARTS";

/** Seconds of a file: its modules, hooks and tests. */
function secondsOf(module: TestModule): number {
  const { collectDuration, duration, environmentSetupDuration, prepareDuration, setupDuration } =
    module.diagnostic();
  const all =
    collectDuration + duration + environmentSetupDuration + prepareDuration + setupDuration;
  return all / 1_000;
}

/** Says at the end of a run what each part of it took, and which files took longest, so that a slow one is seen as it comes. */
export default class SlowestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map((module) => ({
      name: relative(process.cwd(), module.moduleId),
      part: module.project.name,
      seconds: secondsOf(module),
    }));
    const parts: Record<string, { files: number; seconds: number }> = {};
    for (const { part, seconds } of files) {
      parts[part] ??= { files: 0, seconds: 0 };
      parts[part].files++;
      parts[part].seconds += seconds;
    }
    const row = (seconds: number, text: string) => `${seconds.toFixed(1).padStart(8)} s  ${text}`;
    console.log("\nBy part (three files run at once):");
    for (const [part, { files: count, seconds }] of Object.entries(parts))
      console.log(row(seconds, `${part}, ${count} files`));
    console.log("\nSlowest files:");
    for (const file of files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST))
      console.log(row(file.seconds, file.name));
    const target = process.env[PARTS_FILE];
    if (target !== undefined) writeFileSync(target, JSON.stringify(parts));
  }
}
