import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,core,devstore,storefront,tests}/**/*.test.ts"],
    // What the app's code reads of its environment in tests that call it directly; a demo's app has its own.
    env: {
      LOG_LEVEL: "silent",
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: "secret",
      SHOPIFY_APP_URL: "https://tandem.example.com",
      TOKEN_ENCRYPTION_KEY: "0".repeat(64),
    },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A browser test has a store, an app and a browser of its own: several at once only wait for each other.
    fileParallelism: false,
  },
});
