import { readdirSync, readFileSync } from "node:fs";

const FOLDER = "tests/e2e";
/** An address of the storefront, alone or behind the store's: `/products/aria-one`, but not `/admin/products`. */
const STOREFRONT_ADDRESS = /["'`}](?:\/[a-z]{2})?\/(?:products|cart|pages|collections)\b/;

/** The browser tests that a theme can break: those that open a page of the storefront. */
export function storefrontFiles(): string[] {
  return readdirSync(FOLDER)
    .map((file) => `${FOLDER}/${file}`)
    .filter(
      (path) => path.endsWith(".test.ts") && STOREFRONT_ADDRESS.test(readFileSync(path, "utf8")),
    );
}
