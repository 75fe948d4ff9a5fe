import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { buildClientSchema } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";

export const API_VERSION = "2026-10";

type SchemaName =
  "admin" | "functions_cart_transform" | "functions_discount" | "storefront-graphql";

/** Schemas by file: building the Admin API's, of thousands of types, takes longer than all that a test does with it. */
const built = new Map<string, GraphQLSchema>();

/**
 * One of Shopify's published schemas, as `devstore-schemas` stores them; built once for the process.
 * @throws when the folder does not hold it
 */
export function loadPublishedSchema(folder: string, name: SchemaName): GraphQLSchema {
  const file = join(folder, `${name}_${API_VERSION}.json.gz`);
  const known = built.get(file);
  if (known) return known;
  const schema = buildPublishedSchema(file);
  built.set(file, schema);
  return schema;
}

function buildPublishedSchema(file: string): GraphQLSchema {
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    data: IntrospectionQuery;
  };
  return buildClientSchema(data, { assumeValid: true });
}
