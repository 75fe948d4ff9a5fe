import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";

import { readMetafield } from "../admin-api/resolvers/metafields.ts";
import type { Store } from "../state/store.ts";

interface UiExtensionToml {
  extensions: { metafields?: { namespace: string; key: string }[] }[];
}

/** The bundle that is run, as it would be deployed. */
export function readBundle(folder: string): Buffer {
  return readFileSync(join(folder, "dist", "extension.js"));
}

/** The extension's own words in a language, or in its default one. */
export function readTranslations(folder: string, language: string): unknown {
  const [file] = [`${language}.json`, "en.default.json"]
    .map((name) => join(folder, "locales", name))
    .filter((path) => existsSync(path));
  return file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as unknown);
}

/** The metafields of an owner that the extension's configuration asks for, and that there are. */
export function askedMetafields(store: Store, folder: string, ownerId: string) {
  const toml = parse(
    readFileSync(join(folder, "shopify.extension.toml"), "utf8"),
  ) as unknown as UiExtensionToml;
  const asked = toml.extensions.flatMap((extension) => extension.metafields ?? []);
  return asked.flatMap(({ namespace, key }) => {
    const found = readMetafield(store, ownerId, { namespace, key });
    return found
      ? [{ namespace, key, value: found.value, valueType: valueType(found.type), type: found.type }]
      : [];
  });
}

/** What an extension is told of how a value is written (shopify.dev, Checkout UI extensions, "Metafields"). */
function valueType(type: string): string {
  if (type === "json" || type.startsWith("list.")) return "json_string";
  return type === "number_integer" ? "integer" : "string";
}
