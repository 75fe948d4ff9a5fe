// Runs Shopify's own CLI as far as it goes without an account: `shopify app build` reads every TOML, bundles the UI extensions,
// builds both Functions and checks the theme blocks. It works in a copy, so that nothing of what it leaves comes here,
// and what it built has to be what the tests run, to the byte.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";

const root = process.cwd();
const scratch = join(root, ".cache", "shopify-check");
const copy = join(scratch, "app");
/** What the CLI reads. Its scripts are ours, by package.json. */
const READS = [
  "core",
  "extensions",
  "package-lock.json",
  "package.json",
  "scripts",
  "shopify.app.toml",
  "storefront",
  "tsconfig.json",
];
/** Says where the source map is; the map itself goes to Shopify beside the bundle. */
const SOURCE_MAP = /\/\/# sourceMappingURL=\S+\n$/;

/** Every extension, with the bundle of the CLI and the one that tests run. */
function* bundles() {
  for (const folder of readdirSync(join(copy, "extensions"))) {
    const at = join("extensions", folder);
    const { extensions } = parse(readFileSync(join(copy, at, "shopify.extension.toml"), "utf8"));
    for (const { type, handle, build } of extensions ?? []) {
      if (type === "function") yield { built: join(at, build.path), tested: join(at, build.path) };
      if (type === "ui_extension" || type === "checkout_post_purchase")
        yield { built: join(at, "dist", `${handle}.js`), tested: join(at, "dist", "extension.js") };
    }
  }
}

function refuse(reason) {
  console.error(`check:shopify: ${reason}`);
  process.exitCode = 1;
}

rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const name of READS)
  cpSync(join(root, name), join(copy, name), {
    recursive: true,
    filter: (path) => !path.endsWith("/dist"),
  });
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");

const { status, stdout, stderr } = spawnSync(
  join(root, "node_modules", ".bin", "node"),
  [
    join(root, "node_modules", "@shopify", "cli", "bin", "run.js"),
    ...["app", "build", "--path", copy, "--skip-dependencies-installation", "--no-color"],
  ],
  {
    cwd: copy,
    encoding: "utf8",
    env: {
      ...process.env,
      CI: "1",
      SHOPIFY_CLI_NO_ANALYTICS: "1",
      // The CLI notes in its home which projects it saw.
      HOME: scratch,
      XDG_CONFIG_HOME: join(scratch, "config"),
      XDG_CACHE_HOME: join(scratch, "cache"),
    },
  },
);
const said = `${stdout}${stderr}`;
if (status !== 0) refuse("Shopify's CLI refuses to build the app.");
else {
  // Its theme check only tells.
  if (/\[(error|warning|info)\]: /.test(said)) refuse("Shopify's theme check finds something.");
  for (const { built, tested } of bundles()) {
    const [ofCli, ofTests] = [join(copy, built), join(root, tested)].map(
      (file) => existsSync(file) && readFileSync(file, "latin1").replace(SOURCE_MAP, ""),
    );
    if (!ofCli) refuse(`${built} was not built.`);
    else if (ofCli !== ofTests)
      refuse(`${built} of Shopify's CLI is not what the tests run, ${tested}.`);
  }
}
if (process.env.TANDEM_VERBOSE || process.exitCode) console.log(said);
rmSync(scratch, { recursive: true, force: true });
