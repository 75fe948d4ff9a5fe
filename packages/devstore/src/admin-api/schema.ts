import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { buildClientSchema } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";

export const API_VERSION = "2026-10";

type SchemaName =
  "admin" | "functions_cart_transform" | "functions_discount" | "storefront-graphql";

/** Schemas by name: building the Admin API's, of thousands of types, takes longer than all that a test does with it. */
const built = new Map<SchemaName, GraphQLSchema>();

/**
 * One of Shopify's published schemas, as `scripts/fetch-schemas.mjs` stores them; built once for the process.
 * @throws when the set-up has not brought it
 */
export function loadPublishedSchema(name: SchemaName): GraphQLSchema {
  const known = built.get(name);
  if (known) return known;
  const schema = buildPublishedSchema(name);
  built.set(name, schema);
  return schema;
}

function buildPublishedSchema(name: SchemaName): GraphQLSchema {
  const file = join(process.cwd(), ".cache", "schemas", `${name}_${API_VERSION}.json.gz`);
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    data: IntrospectionQuery;
  };
  return buildClientSchema(data, { assumeValid: true });
}
