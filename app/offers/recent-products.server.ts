import type { Product } from "../../core/catalog/product.ts";
import { getProducts } from "../shopify/documents/get-products.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

/** A preview or a simulation follows each pause in typing; the catalogue does not change as fast. */
const FRESH_MILLISECONDS = 15_000;
const MOST_KEPT = 5_000;

const known = new Map<string, { at: number; product: Product | null }>();

/**
 * Products as they were at most {@link FRESH_MILLISECONDS} ago, so that the editor does not spend the
 * shop's API points on what it has just read. Saving an offer reads them anew.
 */
export async function getRecentProducts(
  { shop, client, currencyCode }: OfferContext,
  ids: readonly string[],
): Promise<Map<string, Product>> {
  const now = Date.now();
  const isFresh = (id: string) => now - (known.get(`${shop} ${id}`)?.at ?? 0) < FRESH_MILLISECONDS;
  const stale = [...new Set(ids)].filter((id) => !isFresh(id));
  if (stale.length > 0) {
    if (known.size > MOST_KEPT) known.clear();
    const read = await getProducts(client, stale, currencyCode);
    for (const id of stale) known.set(`${shop} ${id}`, { at: now, product: read.get(id) ?? null });
  }
  const found = ids.flatMap((id) => known.get(`${shop} ${id}`)?.product ?? []);
  return new Map(found.map((product) => [product.id, product]));
}
