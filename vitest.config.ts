import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,core,devstore,storefront,tests}/**/*.test.ts"],
    env: { LOG_LEVEL: "silent" },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each browser test has a store, an app and a browser of its own: more at once only wait.
    maxWorkers: 2,
    minWorkers: 1,
  },
});
