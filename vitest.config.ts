import { resolve } from "node:path";

import { defineConfig } from "vitest/config";

import { LongestFirst } from "./tests/setup/longest-first.ts";
import { storefrontFiles } from "./tests/setup/storefront-files.ts";

/** What the app's code reads of its environment in tests that call it directly; a demo's app has its own. */
const env = {
  LOG_LEVEL: "silent",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://tandem.example.com",
  TOKEN_ENCRYPTION_KEY: "0".repeat(64),
};
/** With all databases, the browser's tests run a second time, on the embedded one; and those of the storefront in every theme. */
const isFull = process.env["TANDEM_TEST_DATABASES"] === "both";
const databases = "tests/setup/databases.ts";
const browser = {
  env,
  include: ["tests/{e2e,chaos}/**/*.test.ts"],
  globalSetup: databases,
  setupFiles: "tests/setup/page-errors.ts",
};

/** What a theme can break, in this theme; the main path is walked in all of them as it is. */
const inTheme = (name: string) => ({
  ...browser,
  name: `browser, as ${name}`,
  include: storefrontFiles(),
  exclude: ["tests/e2e/main-path.test.ts"],
  env: { ...env, THEME_DIR: resolve(`packages/devstore/themes/like-${name.toLowerCase()}`) },
});

/** A run about one theme, as `npm run test:theme`. */
const isAboutTheme = Boolean(process.env["THEME_DIR"]);
const themeProjects = [{ ...browser, name: "browser", include: storefrontFiles() }];
const allProjects = [
  { include: ["{app,core,packages/*/{src,tests},storefront}/**/*.test.ts"], name: "unit" },
  { include: ["tests/contract/**/*.test.ts"], name: "contract" },
  { include: ["tests/integration/**/*.test.ts"], name: "integration", globalSetup: databases },
  { ...browser, name: "browser" },
  ...(isFull
    ? [
        {
          ...browser,
          name: "browser, embedded database",
          include: ["tests/e2e/**/*.test.ts"],
          env: { ...env, TANDEM_TEST_DEMO: "PGlite" },
        },
        inTheme("Dawn"),
        inTheme("Horizon"),
      ]
    : []),
];

export default defineConfig({
  test: {
    // One more than there are cores: a browser test waits now and then, for a page or for a job.
    maxWorkers: 3,
    minWorkers: 1,
    // SQLite is marked experimental in Node 22; the stand-in uses it.
    poolOptions: { forks: { execArgv: ["--disable-warning=ExperimentalWarning"] } },
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./tests/setup/slowest-reporter.ts"],
    projects: (isAboutTheme ? themeProjects : allProjects).map((project) => ({
      test: {
        env,
        pool: "forks" as const,
        testTimeout: 180_000,
        hookTimeout: 120_000,
        // As long as a click waits for its button, in tests/support/browser.ts: a busy machine is slow, not wrong.
        expect: { poll: { timeout: 60_000, interval: 200 } },
        ...project,
      },
    })),
  },
});
