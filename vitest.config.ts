import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "core/**/*.test.ts",
      "app/**/*.test.ts",
      "devstore/**/*.test.ts",
      "tests/**/*.test.ts",
      "storefront/**/*.test.ts",
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
