import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = "app/shopify/documents";
const sources = readdirSync(FOLDER).map(
  (file) => [file, readFileSync(join(FOLDER, file), "utf8")] as const,
);

/** Texts that several documents take in, by their names. */
const shared = new Map(
  sources.flatMap(([, source]) =>
    [...source.matchAll(/export const (\w+) = `([^`]*)`/g)].map(
      (match) => [match[1]!, match[2]!] as const,
    ),
  ),
);
const withShared = (text: string): string =>
  text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => withShared(shared.get(name)!));

/** Every document of the Admin API that the app has, whole, with the file that it stands in. */
export const graphqlDocuments: readonly (readonly [file: string, document: string])[] =
  sources.flatMap(([file, source]) =>
    [...source.matchAll(/`#graphql\n([\s\S]*?)`/g)].map(
      (match) => [file, withShared(match[1]!)] as const,
    ),
  );
