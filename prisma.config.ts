import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { defineConfig } from "prisma/config";

/**
 * The CLI generates the client and writes migrations, offline and without an engine of its own:
 * scripts/setup.mjs says how. Migrations are applied by app/platform/migrate.server.ts.
 */
export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: "prisma/schema.prisma",
  // The adapter brings its own copy of Prisma's adapter types, alike but for optional properties.
  adapter: async () => new PrismaPGlite(new PGlite()) as never,
});
