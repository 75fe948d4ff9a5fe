// Everything that a fresh clone needs before it runs, each step only when it is missing or stale.
// Runs on the machine's own Node (20 or newer) with nothing installed, so it uses nothing but Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamps = join(root, ".cache", "stamps");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

/** What the app, its extensions and the blocks' script take of the packages. */
const KIT = "packages/storefront-kit/src";

/** What a package is built of. */
const sourcesOf = (name) =>
  ["src", "package.json", "tsconfig.json"].map((part) => `packages/${name}/${part}`);

/** The steps, with the files that make a step stale when they change. */
const STEPS = [
  {
    name: "dependencies",
    from: ["package-lock.json"],
    makes: "node_modules/.bin/node",
    run: ["npm", "ci", "--no-audit", "--no-fund"],
  },
  {
    name: "Shopify's schemas",
    from: ["packages/devstore/fetch-schemas.mjs"],
    makes: ".cache/schemas",
    run: ["node", "packages/devstore/fetch-schemas.mjs", ".cache/schemas"],
  },
  {
    name: "database client",
    from: ["prisma/schema.prisma", "package-lock.json"],
    makes: "node_modules/.prisma/client/index.js",
    run: ["npx", "--no-install", "prisma", "generate", "--no-hints"],
  },
  {
    name: "Liquid, money and dates",
    from: [...sourcesOf("storefront-kit"), "tsconfig.json", "package-lock.json"],
    makes: "packages/storefront-kit/dist/local-date.js",
    run: ["npm", "run", "--silent", "build", "--workspace", "@tandem/storefront-kit"],
  },
  {
    name: "stand-in store",
    from: [
      ...sourcesOf("devstore"),
      ...sourcesOf("storefront-kit"),
      "tsconfig.json",
      "package-lock.json",
    ],
    makes: "packages/devstore/dist/browser/post-purchase/host.js",
    run: ["npm", "run", "--silent", "build", "--workspace", "@tandem/devstore"],
  },
  {
    name: "pricing module",
    from: ["extensions/pricing/assembly"],
    makes: "extensions/pricing/dist/pricing.wasm",
    run: ["npm", "run", "--silent", "build:pricing"],
  },
  {
    name: "bundle-lines module",
    from: ["extensions/bundle-lines/assembly", "extensions/pricing/assembly"],
    makes: "extensions/bundle-lines/dist/bundle-lines.wasm",
    run: ["npm", "run", "--silent", "build:bundle-lines"],
  },
  {
    name: "storefront script",
    from: ["storefront", KIT],
    makes: "extensions/theme-blocks/assets/tandem.js",
    run: ["npm", "run", "--silent", "build:storefront"],
  },
  {
    name: "extension after the purchase",
    from: [
      "extensions/after-purchase/src",
      "extensions/after-purchase/shopify.extension.toml",
      "core",
      KIT,
      "scripts/build-extension.mjs",
      "package-lock.json",
    ],
    makes: "extensions/after-purchase/dist/extension.js",
    run: ["npm", "run", "--silent", "build:after-purchase"],
  },
  {
    name: "post-purchase extension",
    from: [
      "extensions/post-purchase/src",
      "extensions/post-purchase/locales",
      "extensions/post-purchase/shopify.extension.toml",
      "core",
      KIT,
      "scripts/build-extension.mjs",
      "package-lock.json",
    ],
    makes: "extensions/post-purchase/dist/extension.js",
    run: ["npm", "run", "--silent", "build:post-purchase"],
  },
  {
    name: "admin app",
    from: ["app", "core", "storefront", KIT, "vite.config.ts", "package-lock.json"],
    makes: "build/server/index.js",
    run: ["npm", "run", "--silent", "build:app"],
  },
];

/** Prisma looks for engines that it would download; the client runs without them, so any file will do. */
const NO_ENGINES = {
  PRISMA_SCHEMA_ENGINE_BINARY: join(root, "package.json"),
  PRISMA_QUERY_ENGINE_LIBRARY: join(root, "package.json"),
  PRISMA_SKIP_POSTINSTALL_GENERATE: "1",
  DATABASE_URL: process.env.DATABASE_URL ?? "postgresql://localhost/tandem",
};

function* filesUnder(path) {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).toSorted()) yield* filesUnder(join(path, name));
}

/** Of the files' contents and their places in the project: a checkout that moves stays fresh. */
function digest(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesUnder(join(root, path)))
      hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest("hex");
}

mkdirSync(stamps, { recursive: true });
for (const [index, step] of STEPS.entries()) {
  const stamp = join(stamps, step.name.replace(/\W+/g, "-"));
  const wanted = digest(step.from);
  const isFresh =
    existsSync(join(root, step.makes)) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === wanted;
  if (isFresh) continue;
  const began = Date.now();
  console.log(`[${index + 1}/${STEPS.length}] ${step.name} …`);
  const [command, ...rest] = step.run;
  const result = spawnSync(
    process.platform === "win32" && command !== "node" ? `${command}.cmd` : command,
    rest,
    {
      cwd: root,
      stdio: process.env.TANDEM_VERBOSE ? "inherit" : "pipe",
      encoding: "utf8",
      env: { ...process.env, ...NO_ENGINES },
    },
  );
  if (result.status !== 0) {
    console.error(result.stdout ?? "", result.stderr ?? result.error ?? "");
    console.error(`Setting up ${step.name} failed.`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  console.log(`      done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
