import { existsSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** Tags whose bodies are no Liquid, whatever stands in them. */
const RAW_BODY =
  /(\{%-?\s*(schema|doc|stylesheet|javascript)\s*-?%\})([\s\S]*?)(\{%-?\s*end\2\s*-?%\})/g;

/** The source without the bodies that are no Liquid; its lines keep their numbers. */
export function withoutRawBodies(source: string): string {
  return source.replace(
    RAW_BODY,
    (_whole, begin: string, _tag, body: string, end: string) =>
      begin + body.replace(/[^\n]/g, "") + end,
  );
}

/** Snippets as LiquidJS reads them. */
export const SNIPPET_FILES = {
  sep,
  dirname,
  resolve: (folder: string, file: string, extension: string) =>
    join(folder, file.endsWith(extension) ? file : file + extension),
  contains: async (folder: string, file: string) => join(file).startsWith(folder + sep),
  containsSync: (folder: string, file: string) => join(file).startsWith(folder + sep),
  existsSync,
  exists: async (file: string) => existsSync(file),
  readFileSync: (file: string) => withoutRawBodies(readFileSync(file, "utf8")),
  readFile: async (file: string) => withoutRawBodies(readFileSync(file, "utf8")),
};
