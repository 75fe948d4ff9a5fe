// Runs every test: finds Chromium, or installs it, and fails with words where that is not possible.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Where a browser is looked for, best first: without a window's parts, the same pages take less time. */
const KNOWN = JSON.parse(readFileSync(new URL("browsers.json", import.meta.url), "utf8"));

function runs(command, rest) {
  return spawnSync(command, rest, { stdio: "inherit" }).status === 0;
}

/** Path of a browser, or "" for the one that Playwright manages itself. */
function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const found = () => KNOWN.find((path) => existsSync(path));
  if (found()) return found();
  console.log("Chromium is missing; installing it …");
  const isRoot = process.getuid?.() === 0;
  if (
    isRoot &&
    runs("apt-get", ["update", "-qq"]) &&
    runs("apt-get", ["install", "-y", "-qq", "chromium-headless-shell"]) &&
    found()
  )
    return found();
  if (runs("npx", ["--no-install", "playwright-core", "install", "chromium"])) return "";
  console.error(
    "The browser tests need Chromium. Install it (apt-get install chromium-headless-shell), or say where it is in CHROMIUM_PATH.",
  );
  process.exit(1);
}

const chromium = findChromium();
const result = spawnSync(
  "node_modules/.bin/node",
  [
    "--disable-warning=ExperimentalWarning",
    "node_modules/vitest/vitest.mjs",
    "run",
    ...process.argv.slice(2),
  ],
  { stdio: "inherit", env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) } },
);
process.exit(result.status ?? 1);
