import { globalId } from "@tandem/storefront-kit/ids";
import { lazily } from "@tandem/storefront-kit/liquid";

import { isListed, isOnSale, numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import { search } from "../admin-api/search.ts";
import { ALL_PRODUCTS } from "./liquid-collection.ts";
import type { VisitObjects } from "./liquid-globals.ts";

/** What an address of the storefront shows. */
export interface FoundPage {
  /** Template of the theme. */
  readonly template: string;
  readonly title: string;
  /** What the page is about, beside Shopify's global objects. */
  readonly objects: object;
  /** Whether search engines are asked to leave it out. */
  readonly isUnlisted?: boolean;
}

/** Most results of a search that are shown; the rest is to be found by better words. */
const SEARCH_LIMIT = 250;

/**
 * The page at a path without the language's prefix.
 * @returns null for a path that no template of a theme is for
 */
export function findPage(
  store: Store,
  visit: VisitObjects,
  path: string,
  query: URLSearchParams,
): FoundPage | null {
  const [first = "", handle = "", ...rest] = path.split("/").slice(1).map(decodeURIComponent);
  if (first === "") return { template: "index", title: store.shop.name, objects: {} };
  // What a form without scripts was refused with; a theme of Shopify's does not read it.
  if (first === "cart" && handle === "")
    return { template: "cart", title: "Cart", objects: { error: query.get("error") } };
  if (first === "search" && handle === "") return searchPage(store, visit, query);
  if (first === "products" && rest.length === 0) return productPage(store, visit, handle, query);
  if (first === "variants") return variantPage(store, visit, handle);
  if (first === "pages" && rest.length === 0) {
    const page = visit.page(handle);
    const title = typeof page === "object" && page !== null ? Reflect.get(page, "title") : "";
    return page ? { template: "page", title: String(title), objects: { page } } : null;
  }
  if (first !== "collections") return null;
  if (handle === "") return { template: "list-collections", title: "Collections", objects: {} };
  const [next, productHandle] = rest;
  const stored =
    handle === ALL_PRODUCTS.handle
      ? ALL_PRODUCTS
      : store.collections.find((collection) => collection.handle === handle);
  if (!stored) return null;
  if (next === "products" && productHandle !== undefined)
    return productPage(store, visit, productHandle, query);
  if (next !== undefined) return null;
  const collection = visit.liquidCollection(stored, query);
  return { template: "collection", title: stored.title, objects: { collection } };
}

function productPage(
  store: Store,
  visit: VisitObjects,
  handle: string,
  query: URLSearchParams,
): FoundPage | null {
  const found = store.productByHandle(handle);
  if (!found || !isOnSale(found)) return null;
  const optionValues = (query.get("option_values") ?? "").split(",").filter(Boolean).map(Number);
  const variant = Number(query.get("variant")) || null;
  const product = visit.liquidProduct(found, { variant, optionValues });
  const isUnlisted = !isListed(found);
  return { template: "product", title: found.title, objects: { product }, isUnlisted };
}

/** A variant by its number, at the address by which themes ask where it can be picked up. */
function variantPage(store: Store, visit: VisitObjects, number: string): FoundPage | null {
  const found = store.variant(globalId("ProductVariant", number));
  if (!found || !isOnSale(found.product)) return null;
  const product = visit.liquidProduct(found.product, { variant: Number(number) });
  const product_variant = product.selected_variant;
  return { template: "product", title: found.product.title, objects: { product, product_variant } };
}

function searchPage(store: Store, visit: VisitObjects, query: URLSearchParams): FoundPage {
  const terms = query.get("q") ?? "";
  const listed = store.products.all().filter(isListed);
  const ids = terms.split(" OR ").map((term) => /^id:(\d+)$/.exec(term)?.[1]);
  const words = terms.replace(/[^\p{L}\p{N} ]/gu, " ");
  // Products by their numbers (shopify.dev, "Search query syntax"), as themes ask for those that were seen before.
  const found = ids.every((id) => id !== undefined)
    ? listed.filter((product) => ids.includes(String(numberOf(product.id))))
    : words.trim()
      ? search(listed, words, {}, (product) => product.title).slice(0, SEARCH_LIMIT)
      : [];
  const shown = {
    terms,
    performed: terms !== "",
    results_count: found.length,
    products_count: found.length,
    all_products_count: found.length,
    types: ["product"],
    filters: [],
    sort_by: query.get("sort_by") ?? "",
    default_sort_by: "relevance",
    sort_options: [{ value: "relevance", name: "Relevance" }],
    url: `?q=${encodeURIComponent(terms)}`,
  };
  lazily(shown, "results", () => found.map((product) => visit.liquidProduct(product)));
  return { template: "search", title: terms, objects: { search: shown } };
}
