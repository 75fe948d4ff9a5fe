import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,core,devstore,storefront,tests}/**/*.test.ts"],
    env: { LOG_LEVEL: "silent" },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A browser test has a store, an app and a browser of its own: several at once only wait for each other.
    fileParallelism: false,
  },
});
