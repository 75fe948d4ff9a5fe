// Runs every test: finds Chromium, or installs it, and fails with words where that is not possible.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const USAGE = `npm test -- [FILES] [--project unit|contract|integration|browser] [--full] [--theme FOLDER]
  FILES           only test files whose path contains one of these words
  --full          everything on both databases and in three themes, as npm run test:full
  --theme FOLDER  the browser tests of the storefront, in this theme, as npm run test:theme`;

/** Where a browser is looked for, best first: without a window's parts, the same pages take less time. */
const KNOWN = JSON.parse(readFileSync(new URL("browsers.json", import.meta.url), "utf8"));

function runs(command, rest) {
  return spawnSync(command, rest, { stdio: "inherit" }).status === 0;
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        full: { type: "boolean", default: false },
        project: { type: "string", multiple: true, default: [] },
        theme: { type: "string" },
      },
    });
  } catch (failure) {
    console.error(`${failure.message}\nUsage: ${USAGE}`);
    process.exit(2);
  }
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

const { values, positionals } = readOptions();
if (values.theme && !existsSync(join(values.theme, "layout/theme.liquid"))) {
  console.error(`${values.theme} is no theme: it has no layout/theme.liquid.`);
  process.exit(2);
}
// What is built of the sources is tested as it is now, never as it was.
if (!runs(process.execPath, ["scripts/setup.mjs"])) process.exit(1);
const chromium = findChromium();
const began = Date.now();
const running = spawn(
  "node_modules/.bin/node",
  [
    "--disable-warning=ExperimentalWarning",
    "node_modules/vitest/vitest.mjs",
    "run",
    ...positionals,
    ...values.project.map((name) => `--project=${name}`),
  ],
  {
    stdio: "inherit",
    // A group of its own, which can be ended as a whole.
    detached: true,
    env: {
      ...process.env,
      // What a process compiled, the next one reads: a run starts a hundred.
      NODE_COMPILE_CACHE: ".cache/compile",
      ...(chromium && { CHROMIUM_PATH: chromium }),
      ...(values.full && { TANDEM_TEST_DATABASES: "both" }),
      ...(values.theme && { THEME_DIR: resolve(values.theme) }),
    },
  },
);
let isEnded = false;
// Who ends this ends all of its tests.
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    isEnded = true;
    process.kill(-running.pid, signal);
  });
const [status] = await once(running, "exit");
// Workers of a runner that was ended go on by themselves.
if (isEnded) spawnSync("kill", ["-KILL", "--", `-${running.pid}`], { stdio: "ignore" });
const seconds = (Date.now() - began) / 1_000;
console.log(`Tests: ${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(0)} s, after set-up.`);
process.exit(status ?? 1);
