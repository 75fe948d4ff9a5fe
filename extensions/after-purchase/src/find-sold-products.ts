import type { Suggestion } from "../../../core/offers/after-purchase.ts";
import type { StorefrontQuery } from "./page.ts";

/** A product as it is sold now, in the buyer's market: its first variant that can be bought. */
export interface SoldProduct {
  readonly title: string;
  readonly imageUrl: string | null;
  readonly variantId: string;
  readonly price: { readonly amount: string; readonly currencyCode: string };
}

interface Answer {
  readonly nodes: readonly ({
    readonly id?: string;
    readonly title?: string;
    readonly requiresSellingPlan?: boolean;
    readonly featuredImage?: { readonly url: string } | null;
    readonly variants?: {
      readonly nodes: readonly {
        readonly id: string;
        readonly title: string;
        readonly availableForSale: boolean;
        readonly price: { readonly amount: string; readonly currencyCode: string };
      }[];
    };
  } | null)[];
}

/**
 * Reads what is suggested from the Storefront API, which knows what is published, in stock (also where a shop sells on
 * without) and what it costs in the buyer's market.
 * @returns by product id; what cannot be bought is not in it
 * @throws when Shopify refuses
 */
export async function findSoldProducts(
  query: StorefrontQuery,
  suggestions: readonly Suggestion[],
): Promise<Map<string, SoldProduct>> {
  const ids = suggestions.map((one) => one.productId);
  const { data, errors } = await query<Answer>(SOLD_PRODUCTS, { variables: { ids } });
  if (!data) throw new Error(errors?.map((one) => one.message).join("; "));
  const sold = new Map<string, SoldProduct>();
  for (const node of data.nodes) {
    const suggestion = suggestions.find((one) => one.productId === node?.id);
    // A link into a cart names no plan, so what is sold on one only cannot be bought by it.
    if (!node?.title || node.requiresSellingPlan || !suggestion) continue;
    const { variantIds } = suggestion;
    const variant = node.variants?.nodes.find(
      (one) => one.availableForSale && (variantIds.length === 0 || variantIds.includes(one.id)),
    );
    if (!variant) continue;
    sold.set(suggestion.productId, {
      title: node.title,
      imageUrl: node.featuredImage?.url ?? null,
      variantId: variant.id,
      price: variant.price,
    });
  }
  return sold;
}

// https://shopify.dev/docs/api/storefront/2026-10/queries/nodes
export const SOLD_PRODUCTS = `#graphql
  query SoldProducts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product {
        id
        title
        requiresSellingPlan
        featuredImage {
          url(transform: { maxWidth: 160, maxHeight: 160 })
        }
        variants(first: 250) {
          nodes {
            id
            title
            availableForSale
            price {
              amount
              currencyCode
            }
          }
        }
      }
    }
  }
`;
