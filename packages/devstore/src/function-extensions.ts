import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";

/** A Function as its extension declares it: what Shopify's CLI would deploy. */
export interface FunctionExtension {
  readonly handle: string;
  readonly name: string;
  readonly target: string;
  readonly exportName: string;
  readonly inputQuery: string;
  /** The metafield of the Function's owner that holds the query's variables. */
  readonly variables: { readonly namespace: string; readonly key: string } | null;
  readonly wasmFile: string;
}

interface ExtensionToml {
  extensions: {
    handle: string;
    name: string;
    targeting: { target: string; input_query: string; export: string }[];
    input?: { variables?: { namespace: string; key: string } };
    build: { path: string };
  }[];
}

/** The Functions of the app, read from their extension files. */
export function functionExtensions(folders: readonly string[]): FunctionExtension[] {
  return folders.flatMap((folder) => {
    const toml = parse(
      readFileSync(join(folder, "shopify.extension.toml"), "utf8"),
    ) as unknown as ExtensionToml;
    return toml.extensions.flatMap((extension) =>
      extension.targeting.map((targeting) => ({
        handle: extension.handle,
        name: extension.name,
        target: targeting.target,
        exportName: targeting.export,
        inputQuery: readFileSync(join(folder, targeting.input_query), "utf8"),
        variables: extension.input?.variables ?? null,
        wasmFile: join(folder, extension.build.path),
      })),
    );
  });
}
