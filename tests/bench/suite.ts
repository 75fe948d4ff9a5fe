import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { PARTS_FILE } from "../setup/slowest-reporter.ts";

const partsSchema = z.record(z.string(), z.object({ files: z.number(), seconds: z.number() }));

/** What the test suite takes by part, in one run of it: shares, which machines agree on better than on seconds. */
export function benchSuite(): void {
  const folder = mkdtempSync(join(tmpdir(), "tandem-suite-"));
  const file = join(folder, "parts.json");
  try {
    const run = spawnSync("node", ["scripts/test.mjs"], {
      env: { ...process.env, [PARTS_FILE]: file },
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (run.status !== 0) throw new Error("The suite is not green: run npm test.");
    const parts = Object.entries(partsSchema.parse(JSON.parse(readFileSync(file, "utf8"))));
    const all = parts.reduce((sum, [, { seconds }]) => sum + seconds, 0);
    console.log("\nThe test suite: what its parts take of it\n");
    console.log("| part | files | seconds, three files at a time | share |");
    console.log("|---|---|---|---|");
    for (const [part, { files, seconds }] of parts)
      console.log(
        `| ${part} | ${files} | ${seconds.toFixed(0)} | ${((100 * seconds) / all).toFixed(0)} % |`,
      );
    console.log(`| all | | ${all.toFixed(0)} | 100 % |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
