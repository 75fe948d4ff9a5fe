// Bundles a UI extension as `shopify app build` does, in one script: each target's module, handed to `shopify.extend`; or, of a
// post-purchase extension, the one module that hands its own over.
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
      `import run${index} from ${JSON.stringify(module)};\nshopify.extend(${JSON.stringify(target)}, (...given) => run${index}(...given));`,
  )
  .join("\n");
const contents = isPostPurchase ? 'import "./src/index.ts";' : handedOver;
mkdirSync(join(folder, "dist"), { recursive: true });
await build({
  stdin: { contents, resolveDir: folder, loader: "js" },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
  outfile: join(folder, "dist", "extension.js"),
});
