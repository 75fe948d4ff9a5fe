import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { Product } from "../../../core/catalog/product.ts";
import type { AdminClient } from "../admin-client.server.ts";

/** Ids in one `nodes` call; with their variants this stays well below a single query's cost limit of 1,000. */
const PAGE = 8;
/** Variants of each that are read along: few products have more. */
const VARIANTS = 100;
/** Variants in a call of their own: a product has up to 2,048 (shopify.dev, changelog, "The product variant limit is now 2048"). */
const MORE_VARIANTS = 250;

/** Statuses in which a metafield's reference shows a product (shopify.dev, "Unlisted product status"). */
const SOLD = ["ACTIVE", "UNLISTED"];

/**
 * Products by id, with their variants.
 * @param currencyCode the shop's currency, in which variants are priced
 * @returns those that exist; a deleted product is not in the map
 */
export async function getProducts(
  client: AdminClient,
  ids: readonly string[],
  currencyCode: string,
): Promise<Map<string, Product>> {
  const products = new Map<string, Product>();
  const unique = [...new Set(ids)];
  for (const some of chunk(unique, PAGE)) {
    const { nodes } = await client.run(GET_PRODUCTS, { ids: some, variants: VARIANTS }, schema);
    for (const node of nodes.filter(isProduct)) {
      const isWhole = (node.variantsCount?.count ?? Infinity) <= node.variants.nodes.length;
      const variants = isWhole ? node.variants.nodes : await readVariants(client, node.id);
      products.set(node.id, toProduct({ ...node, variants: { nodes: variants } }, currencyCode));
    }
  }
  return products;
}

/** All variants of a product, page by page; none of one that went away meanwhile. */
async function readVariants(client: AdminClient, id: string): Promise<VariantNode[]> {
  const variants: VariantNode[] = [];
  let after: string | null = null;
  do {
    const answer: z.infer<typeof pageSchema> = await client.run(
      GET_VARIANTS,
      { id, variants: MORE_VARIANTS, after },
      pageSchema,
    );
    const page = answer.product?.variants;
    variants.push(...(page?.nodes ?? []));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return variants;
}

const variantSchema = z.object({
  id: z.string(),
  title: z.string(),
  price: z.string(),
  availableForSale: z.boolean(),
});
type VariantNode = z.infer<typeof variantSchema>;

const pageSchema = z.object({
  product: z
    .object({
      variants: z.object({
        nodes: z.array(variantSchema),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    })
    .nullable(),
});

const productSchema = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  status: z.string(),
  isGiftCard: z.boolean(),
  requiresSellingPlan: z.boolean(),
  sellingPlanGroupsCount: z.object({ count: z.number() }).nullable(),
  productType: z.string(),
  featuredMedia: z
    .object({ preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable() })
    .nullable(),
  variants: z.object({ nodes: z.array(variantSchema) }),
  variantsCount: z.object({ count: z.number() }).nullable(),
});

const schema = z.object({
  nodes: z.array(z.union([productSchema, z.object({}).strict(), z.null()])),
});

/** A node that is no product, or is gone, answers with nothing. */
function isProduct(
  node: z.infer<typeof schema>["nodes"][number],
): node is z.infer<typeof productSchema> {
  return node !== null && "title" in node;
}

function toProduct(node: z.infer<typeof productSchema>, currencyCode: string): Product {
  return {
    id: node.id,
    title: node.title,
    handle: node.handle,
    productType: node.productType,
    imageUrl: node.featuredMedia?.preview?.image?.url ?? null,
    isActive: SOLD.includes(node.status),
    isGiftCard: node.isGiftCard,
    sellingPlans: node.requiresSellingPlan
      ? "required"
      : (node.sellingPlanGroupsCount?.count ?? 0) > 0
        ? "optional"
        : "none",
    variants: node.variants.nodes.map((variant) => ({
      id: variant.id,
      title: variant.title,
      priceMinor: toMinor(variant.price, currencyCode),
      isAvailable: variant.availableForSale,
    })),
  };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_PRODUCTS = `#graphql
  query GetProducts($ids: [ID!]!, $variants: Int!) {
    nodes(ids: $ids) {
      ... on Product {
        id
        title
        handle
        status
        productType
        isGiftCard
        requiresSellingPlan
        sellingPlanGroupsCount {
          count
        }
        featuredMedia {
          preview {
            image {
              url
            }
          }
        }
        variants(first: $variants) {
          nodes {
            id
            title
            price
            availableForSale
          }
        }
        variantsCount {
          count
        }
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/product
const GET_VARIANTS = `#graphql
  query GetVariants($id: ID!, $variants: Int!, $after: String) {
    product(id: $id) {
      variants(first: $variants, after: $after) {
        nodes {
          id
          title
          price
          availableForSale
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
