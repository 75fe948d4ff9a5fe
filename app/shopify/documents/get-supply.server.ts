import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { Supply } from "../../../core/catalog/product.ts";
import type { AdminClient } from "../admin-client.server.ts";

/** Variants in one call: each costs three points, and a single query may cost 1,000 (shopify.dev, "API limits"). */
const PAGE = 200;

/**
 * What variants cost the shop, and how many of them are left. The scope `read_products` is enough
 * (https://shopify.dev/changelog/inventoryitem-queryable-and-updatable-with-products-scopes).
 * @param currencyCode the shop's currency; a cost in another one counts as unknown
 * @returns by variant id; a deleted variant is not in the map
 */
export async function getSupply(
  client: AdminClient,
  variantIds: readonly string[],
  currencyCode: string,
): Promise<Map<string, Supply>> {
  const supply = new Map<string, Supply>();
  const unique = [...new Set(variantIds)];
  for (const ids of chunk(unique, PAGE)) {
    const { nodes } = await client.run(GET_SUPPLY, { ids }, schema);
    for (const node of nodes)
      if (isVariant(node)) supply.set(node.id, toSupply(node, currencyCode));
  }
  return supply;
}

const variantSchema = z.object({
  id: z.string(),
  inventoryPolicy: z.string(),
  inventoryQuantity: z.number().nullable(),
  inventoryItem: z.object({
    tracked: z.boolean(),
    unitCost: z.object({ amount: z.string(), currencyCode: z.string() }).nullable(),
  }),
});

const schema = z.object({
  nodes: z.array(z.union([variantSchema, z.object({}).strict(), z.null()])),
});

function isVariant(
  node: z.infer<typeof schema>["nodes"][number],
): node is z.infer<typeof variantSchema> {
  return node !== null && "inventoryItem" in node;
}

function toSupply(variant: z.infer<typeof variantSchema>, currencyCode: string): Supply {
  const { unitCost, tracked } = variant.inventoryItem;
  return {
    costMinor:
      unitCost?.currencyCode === currencyCode ? toMinor(unitCost.amount, currencyCode) : null,
    stock: tracked && variant.inventoryPolicy === "DENY" ? variant.inventoryQuantity : null,
  };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/objects/InventoryItem
const GET_SUPPLY = `#graphql
  query GetSupply($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on ProductVariant {
        id
        inventoryPolicy
        inventoryQuantity
        inventoryItem {
          tracked
          unitCost {
            amount
            currencyCode
          }
        }
      }
    }
  }
`;
