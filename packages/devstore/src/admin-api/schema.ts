import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { buildClientSchema } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";

import { readAccessRules } from "./access.ts";
import type { AccessRules, PublishedAccess } from "./access.ts";

export const API_VERSION = "2026-10";

type SchemaName =
  "admin" | "functions_cart_transform" | "functions_discount" | "storefront-graphql";

/** Schemas by file: building the Admin API's, of thousands of types, takes longer than all that a test does with it. */
const built = new Map<string, PublishedSchema>();

interface PublishedSchema {
  readonly schema: GraphQLSchema;
  readonly access: AccessRules;
}

/**
 * One of Shopify's published schemas, as `devstore-schemas` stores them; built once for the process.
 * @throws when the folder does not hold it
 */
export function loadPublishedSchema(folder: string, name: SchemaName): GraphQLSchema {
  return published(folder, name).schema;
}

/**
 * What an app has to be allowed before the Admin API answers it, by the published schema.
 * @throws when the folder does not hold it
 */
export function loadAccessRules(folder: string): AccessRules {
  return published(folder, "admin").access;
}

function published(folder: string, name: SchemaName): PublishedSchema {
  const file = join(folder, `${name}_${API_VERSION}.json.gz`);
  const known = built.get(file);
  if (known) return known;
  const source = JSON.parse(gunzipSync(readFileSync(file)).toString()) as PublishedAccess & {
    data: IntrospectionQuery;
  };
  const fresh = {
    schema: buildClientSchema(source.data, { assumeValid: true }),
    access: readAccessRules(source),
  };
  built.set(file, fresh);
  return fresh;
}
