// Runs every test: finds Chromium, or installs it, and fails with words where that is not possible.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

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
    runs("apt-get", ["install", "-y", "-qq", "chromium"]) &&
    found()
  )
    return found();
  if (runs("npx", ["--no-install", "playwright-core", "install", "chromium"])) return "";
  console.error(
    "The browser tests need Chromium. Install it (apt-get install chromium), or say where it is in CHROMIUM_PATH.",
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
