import { SHOP_ID } from "../../state/store.ts";
import type { Store } from "../../state/store.ts";
import type { Metafield, MetafieldDefinition } from "../../state/types.ts";
import { metafieldRowId, spellOutNamespace } from "../app-namespace.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import { requireOwnerAccess } from "../require-access.ts";
import type { Resolvers } from "../run-document.ts";

/** Metafields in one metafieldsSet call (its own description in the schema). */
const SET_LIMIT = 25;
/** Bytes of a JSON value, and of others; and items of a list (shopify.dev, "Metafield limits"). */
const JSON_LIMIT = 128 * 1024;
const VALUE_LIMIT = 64 * 1024;
const LIST_LIMIT = 128;

interface MetafieldInput {
  ownerId: string;
  namespace?: string;
  key: string;
  type?: string;
  value: string;
}

interface DefinitionInput {
  ownerType: string;
  namespace?: string;
  key: string;
  name: string;
  type: string;
  access?: AccessInput;
}

interface AccessInput {
  storefront?: "NONE" | "PUBLIC_READ";
}

export function readMetafield(
  store: Store,
  ownerId: string,
  { namespace, key }: { namespace?: string | null; key: string },
) {
  const row = store.metafields.get(metafieldRowId(ownerId, namespace, key));
  return row ? presentMetafield(row) : null;
}

/** Whether its definition has `access.storefront: PUBLIC_READ`; without a definition, a metafield is not public. */
export function isPublicMetafield(
  store: Store,
  ownerId: string,
  { namespace, key }: { namespace: string; key: string },
): boolean {
  return definitionOf(store, ownerId, namespace, key)?.isPublic ?? false;
}

/** A metafield as the API gives it. */
export function presentMetafield(row: Metafield) {
  return {
    __typename: "Metafield",
    id: `gid://shopify/Metafield/${encodeURIComponent(row.id)}`,
    namespace: row.namespace,
    key: row.key,
    type: row.type,
    value: row.value,
    jsonValue:
      row.type === "json" || row.type.startsWith("list.")
        ? (JSON.parse(row.value) as unknown)
        : row.value,
    updatedAt: row.updatedAt,
  };
}

function refusal(store: Store, input: MetafieldInput): string | null {
  const ownerExists =
    store.products.get(input.ownerId) ||
    store.customers.get(input.ownerId) ||
    store.orders.get(input.ownerId) ||
    store.shop.installationId === input.ownerId ||
    input.ownerId === SHOP_ID ||
    store.appDiscounts.get(input.ownerId) ||
    store.cartTransforms.get(input.ownerId);
  if (!ownerExists) return "Owner does not exist.";
  const definition = definitionOf(store, input.ownerId, input.namespace, input.key);
  const type = input.type ?? definition?.type;
  if (!type) return "Type can't be blank.";
  if (definition && definition.type !== type)
    return `Type '${type}' must be consistent with the definition's type: '${definition.type}'.`;
  const limit = type === "json" ? JSON_LIMIT : VALUE_LIMIT;
  if (!type.startsWith("list.") && Buffer.byteLength(input.value) > limit)
    return "Value is too long.";
  if (type !== "json" && !type.startsWith("list.")) return null;
  const parsed = parsedOrUndefined(input.value);
  if (parsed === undefined) return "Value is invalid JSON.";
  if (type === "json") return null;
  if (!Array.isArray(parsed)) return "Value must be an array.";
  return parsed.length > LIST_LIMIT ? `Value cannot have more than ${LIST_LIMIT} elements.` : null;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function definitionOf(
  store: Store,
  ownerId: string,
  namespace: string | undefined,
  key: string,
): MetafieldDefinition | undefined {
  const ownerType = ownerId.split("/").at(-2)!.toUpperCase();
  return store.metafieldDefinitions.find(
    (one) =>
      one.ownerType === ownerType &&
      one.namespace === spellOutNamespace(namespace) &&
      one.key === key,
  );
}

export const metafieldResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    metafieldDefinitions: (
      _source: never,
      args: PageArguments & { ownerType: string; namespace?: string; key?: string },
      { store }: ApiContext,
    ) =>
      connection(
        store.metafieldDefinitions
          .all()
          .filter(
            (one) =>
              one.ownerType === args.ownerType &&
              (!args.namespace || one.namespace === spellOutNamespace(args.namespace)) &&
              (!args.key || one.key === args.key),
          ),
        args,
      ),
  },
  Mutation: {
    metafieldsSet: (
      _source: never,
      { metafields }: { metafields: MetafieldInput[] },
      { configuration, store, now }: ApiContext,
    ) => {
      if (metafields.length > SET_LIMIT) {
        throw new Error(
          `The input array size of ${metafields.length} is greater than the maximum allowed of ${SET_LIMIT}.`,
        );
      }
      for (const { ownerId } of metafields)
        requireOwnerAccess(configuration, store, "metafieldsSet", ownerId);
      const userErrors = metafields.flatMap((input, elementIndex) => {
        const message = refusal(store, input);
        return message
          ? [
              {
                field: ["metafields", String(elementIndex), "value"],
                message,
                code: "INVALID",
                elementIndex,
              },
            ]
          : [];
      });
      if (userErrors.length > 0) return { metafields: null, userErrors };
      const written = store.transaction(() =>
        metafields.map((input) =>
          store.metafields.put({
            id: metafieldRowId(input.ownerId, input.namespace, input.key),
            ownerId: input.ownerId,
            namespace: spellOutNamespace(input.namespace),
            key: input.key,
            type:
              input.type ?? definitionOf(store, input.ownerId, input.namespace, input.key)!.type,
            value: input.value,
            updatedAt: now().toISOString(),
          }),
        ),
      );
      return { metafields: written.map(presentMetafield), userErrors: [] };
    },
    metafieldsDelete: (
      _source: never,
      { metafields }: { metafields: { ownerId: string; namespace: string; key: string }[] },
      { configuration, store }: ApiContext,
    ) => {
      for (const { ownerId } of metafields)
        requireOwnerAccess(configuration, store, "metafieldsDelete", ownerId);
      return {
        deletedMetafields: metafields.map(({ ownerId, namespace, key }) =>
          store.metafields.remove(metafieldRowId(ownerId, namespace, key))
            ? { ownerId, namespace: spellOutNamespace(namespace), key }
            : null,
        ),
        userErrors: [],
      };
    },
    metafieldDefinitionCreate: (
      _source: never,
      { definition }: { definition: DefinitionInput },
      { store }: ApiContext,
    ) => {
      const namespace = spellOutNamespace(definition.namespace);
      const { ownerType, key, name, type, access } = definition;
      const id = [ownerType, namespace, key].join("|");
      if (store.metafieldDefinitions.get(id)) {
        return {
          createdDefinition: null,
          userErrors: [
            {
              field: ["definition", "key"],
              message: `Key is in use for ${ownerType} metafields on the '${namespace}' namespace.`,
              code: "TAKEN",
            },
          ],
        };
      }
      return {
        createdDefinition: store.metafieldDefinitions.put({
          id,
          ownerType,
          namespace,
          key,
          name,
          type,
          isPublic: access?.storefront === "PUBLIC_READ",
        }),
        userErrors: [],
      };
    },
    metafieldDefinitionUpdate: (
      _source: never,
      { definition }: { definition: Omit<DefinitionInput, "type"> },
      { store }: ApiContext,
    ) => {
      const id = [
        definition.ownerType,
        spellOutNamespace(definition.namespace),
        definition.key,
      ].join("|");
      const known = store.metafieldDefinitions.get(id);
      if (!known)
        return {
          updatedDefinition: null,
          userErrors: [
            {
              field: ["definition", "key"],
              message: "Definition not found.",
              code: "NOT_FOUND",
            },
          ],
        };
      const { name = known.name, access } = definition;
      const isPublic = access?.storefront
        ? access.storefront === "PUBLIC_READ"
        : (known.isPublic ?? false);
      return {
        updatedDefinition: store.metafieldDefinitions.put({ ...known, name, isPublic }),
        userErrors: [],
      };
    },
  },
};
