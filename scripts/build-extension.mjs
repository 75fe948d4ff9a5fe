// Bundles a UI extension as `shopify app build` does, to the byte, which `npm run check:shopify` compares: each target's module,
// handed to `shopify.extend`; or, of a post-purchase extension, the one module that hands its own over.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";
import { parse } from "smol-toml";

const [folder] = process.argv.slice(2);
const { extensions } = parse(readFileSync(join(folder, "shopify.extension.toml"), "utf8"));
const targets = extensions.flatMap((extension) => extension.targeting ?? []);
const isPostPurchase = extensions[0].type === "checkout_post_purchase";
const handedOver = targets
  .map(
    ({ target, module }, index) =>
      `import Target_${index} from '${module}';shopify.extend('${target}', (...args) => Target_${index}(...args));`,
  )
  .join("\n");
const contents = isPostPurchase ? "import './src/index.ts';" : handedOver;
mkdirSync(join(folder, "dist"), { recursive: true });
// The options are the CLI's own.
await build({
  stdin: { contents, resolveDir: folder, loader: "tsx" },
  bundle: true,
  minify: true,
  define: { "process.env.NODE_ENV": '"production"' },
  jsx: "automatic",
  legalComments: "none",
  loader: { ".esnext": "ts", ".js": "jsx" },
  resolveExtensions: [".tsx", ".ts", ".js", ".json", ".esnext", ".mjs", ".ejs"],
  target: "es6",
  logLevel: "warning",
  outfile: join(folder, "dist", "extension.js"),
});
