import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { buildClientSchema } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";

export const API_VERSION = "2026-10";

/**
 * One of Shopify's published schemas, as `scripts/fetch-schemas.mjs` stores them.
 * @throws when the set-up has not brought it
 */
export function loadPublishedSchema(
  name: "admin" | "functions_cart_transform" | "functions_discount" | "storefront-graphql",
): GraphQLSchema {
  const file = join(process.cwd(), ".cache", "schemas", `${name}_${API_VERSION}.json.gz`);
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    data: IntrospectionQuery;
  };
  return buildClientSchema(data, { assumeValid: true });
}
