import type { Product, Supply } from "../../core/catalog/product.ts";
import { getProducts } from "../shopify/documents/get-products.server.ts";
import { getSupply } from "../shopify/documents/get-supply.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

/** A preview or a simulation follows each pause in typing; the catalogue does not change as fast. */
const FRESH_MILLISECONDS = 15_000;
const MOST_KEPT = 5_000;

/** Reads something of a shop by ids; what does not exist is not in the answer. */
type Read<T> = (context: OfferContext, ids: readonly string[]) => Promise<Map<string, T>>;

/** Where the catalogue is read for a review. */
export interface Catalog {
  readonly products: Read<Product>;
  /** By variant id. */
  readonly supply: Read<Supply>;
}

/** The catalogue as it is now: for what is to be stored. */
export const CATALOG_NOW: Catalog = {
  products: ({ client, currencyCode }, ids) => getProducts(client, ids, currencyCode),
  supply: ({ client, currencyCode }, ids) => getSupply(client, ids, currencyCode),
};

/**
 * The same, as it was at most {@link FRESH_MILLISECONDS} ago, so that the editor does not spend the shop's API
 * points on what it has just read: it reads its data anew each second while offers are being published.
 */
export const RECENT_CATALOG: Catalog = {
  products: recently(CATALOG_NOW.products),
  supply: recently(CATALOG_NOW.supply),
};

/**
 * Keeps what was read for a while, also that something does not exist. What is being read is waited for: an editor that opens asks for
 * the same products from several sides. What could not be read is asked for again.
 */
export function recently<T>(read: Read<T>): Read<T> {
  const known = new Map<string, { at: number; value: Promise<T | null> }>();
  return async (context, ids) => {
    const keyOf = (id: string) => `${context.shop} ${id}`;
    if (known.size > MOST_KEPT) known.clear();
    const now = Date.now();
    const isFresh = (id: string) => now - (known.get(keyOf(id))?.at ?? 0) < FRESH_MILLISECONDS;
    const stale = [...new Set(ids)].filter((id) => !isFresh(id));
    if (stale.length > 0) {
      const reading = read(context, stale);
      for (const id of stale) {
        const entry = { at: now, value: reading.then((found) => found.get(id) ?? null) };
        known.set(keyOf(id), entry);
        entry.value.catch(() => {
          if (known.get(keyOf(id)) === entry) known.delete(keyOf(id));
        });
      }
    }
    const values = await Promise.all(ids.map((id) => known.get(keyOf(id))?.value));
    return new Map(ids.flatMap((id, at) => (values[at] ? [[id, values[at]] as const] : [])));
  };
}
