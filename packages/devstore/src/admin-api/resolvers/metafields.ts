import { SHOP_ID } from "../../state/store.ts";
import type { Store } from "../../state/store.ts";
import type { Metafield, MetafieldDefinition } from "../../state/types.ts";
import { metafieldRowId, spellOutNamespace } from "../app-namespace.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

/** Metafields in one metafieldsSet call (its own description in the schema). */
const SET_LIMIT = 25;
/** Bytes of a JSON value (shopify.dev, "Metafield limits"). */
const JSON_LIMIT = 128 * 1024;

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
}

export function readMetafield(
  store: Store,
  ownerId: string,
  { namespace, key }: { namespace?: string | null; key: string },
) {
  const row = store.metafields.get(metafieldRowId(ownerId, namespace, key));
  return row ? presentMetafield(row) : null;
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
  if (type !== "json" && type !== "list.product_reference") return null;
  if (Buffer.byteLength(input.value) > JSON_LIMIT) return "Value is too long.";
  try {
    JSON.parse(input.value);
    return null;
  } catch {
    return "Value is invalid JSON.";
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
      { store, now }: ApiContext,
    ) => {
      if (metafields.length > SET_LIMIT) {
        throw new Error(
          `The input array size of ${metafields.length} is greater than the maximum allowed of ${SET_LIMIT}.`,
        );
      }
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
      { store }: ApiContext,
    ) => ({
      deletedMetafields: metafields.map(({ ownerId, namespace, key }) =>
        store.metafields.remove(metafieldRowId(ownerId, namespace, key))
          ? { ownerId, namespace: spellOutNamespace(namespace), key }
          : null,
      ),
      userErrors: [],
    }),
    metafieldDefinitionCreate: (
      _source: never,
      { definition }: { definition: DefinitionInput },
      { store }: ApiContext,
    ) => {
      const namespace = spellOutNamespace(definition.namespace);
      const { ownerType, key, name, type } = definition;
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
        }),
        userErrors: [],
      };
    },
  },
};
