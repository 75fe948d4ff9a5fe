import { lazily } from "@tandem/storefront-kit/liquid";

import { numberOf } from "../state/store.ts";
import type { Collection, Product } from "../state/types.ts";
import { isAvailable } from "../state/store.ts";
import type { LiquidProduct } from "./liquid-product.ts";

/** Orders of a collection (shopify.dev, Liquid, "sort_option"). */
const SORT_OPTIONS = [
  ["manual", "Featured"],
  ["best-selling", "Best selling"],
  ["title-ascending", "Alphabetically, A-Z"],
  ["title-descending", "Alphabetically, Z-A"],
  ["price-ascending", "Price, low to high"],
  ["price-descending", "Price, high to low"],
  ["created-ascending", "Date, old to new"],
  ["created-descending", "Date, new to old"],
] as const;

const sortOption = ([value, name]: readonly [string, string]) => ({ value, name });

export interface CollectionContext {
  readonly rootUrl: string;
  /** All products that can be seen. */
  readonly products: readonly Product[];
  readonly product: (product: Product) => LiquidProduct;
  readonly metafields: object;
}

/**
 * The `collection` object of Shopify's Liquid, sorted and filtered as the page's address says.
 * @param query of the page that is about the collection; none for others
 */
export function liquidCollection(
  collection: Collection,
  context: CollectionContext,
  query = new URLSearchParams(),
) {
  const { rootUrl, products } = context;
  const isAll = collection.handle === ALL_PRODUCTS.handle;
  const all = products.filter(
    (product) => isAll || product.collectionHandles.includes(collection.handle),
  );
  const url = `${rootUrl}collections/${collection.handle}`;
  const sortBy = query.get("sort_by");
  const shown = sorted(all.filter(availabilityFilter(query)), sortBy);
  const liquid = {
    object_type: "collection",
    id: isAll ? null : numberOf(collection.id),
    title: collection.title,
    handle: collection.handle,
    description: collection.description,
    url,
    image: null,
    products_count: shown.length,
    all_products_count: all.length,
    sort_by: sortBy ?? "",
    default_sort_by: "manual",
    sort_options: SORT_OPTIONS.map(sortOption),
    filters: [availability(all, url, query)],
    all_tags: [...new Set(all.flatMap((product) => product.tags))],
    tags: [...new Set(shown.flatMap((product) => product.tags))],
    all_types: [...new Set(all.map((product) => product.productType))],
    all_vendors: [...new Set(all.map((product) => product.vendor))],
    current_type: null,
    current_vendor: null,
    template_suffix: null,
    metafields: context.metafields,
  };
  lazily(liquid, "products", () => shown.map(context.product));
  lazily(liquid, "featured_image", () => (all[0] ? context.product(all[0]).featured_image : null));
  return liquid as typeof liquid & { readonly products: LiquidProduct[] };
}

/** Shopify has a collection of every product at this handle, in every store. */
export const ALL_PRODUCTS: Collection = {
  id: "all",
  handle: "all",
  title: "Products",
  description: "",
};

const PARAMETER = "filter.v.availability";

const isBuyable = (product: Product) => product.variants.some(isAvailable);

function availabilityFilter(query: URLSearchParams): (product: Product) => boolean {
  const wanted = query.getAll(PARAMETER);
  return (product) => wanted.length === 0 || wanted.includes(isBuyable(product) ? "1" : "0");
}

/** The one filter of the stand-in: by what is in stock (shopify.dev, Liquid, "filter"). */
function availability(products: readonly Product[], url: string, query: URLSearchParams) {
  const wanted = query.getAll(PARAMETER);
  const without = (value: string | null) => {
    const rest = new URLSearchParams(query);
    for (const name of [PARAMETER, "page", "section_id", "sections"]) rest.delete(name);
    for (const one of wanted) if (value !== null && one !== value) rest.append(PARAMETER, one);
    const text = rest.toString();
    return text ? `${url}?${text}` : url;
  };
  const values = [
    ["1", "In stock"],
    ["0", "Out of stock"],
  ].map(([value = "", label = ""]) => ({
    active: wanted.includes(value),
    count: products.filter((product) => isBuyable(product) === (value === "1")).length,
    label,
    value,
    param_name: PARAMETER,
    url_to_add: url,
    url_to_remove: without(value),
    swatch: null,
    image: null,
  }));
  return {
    label: "Availability",
    param_name: PARAMETER,
    type: "list",
    presentation: "text",
    operator: "OR",
    values,
    active_values: values.filter((value) => value.active),
    inactive_values: values.filter((value) => !value.active),
    min_value: null,
    max_value: null,
    range_max: null,
    url_to_remove: without(null),
    true_value: null,
    false_value: null,
  };
}

function sorted(products: readonly Product[], by: string | null): Product[] {
  const [key = "", direction] = (by ?? "").split(/-(?=ascending|descending)/);
  const sign = direction === "descending" ? -1 : 1;
  const price = (product: Product) => Math.min(...product.variants.map((one) => one.priceMinor));
  switch (key) {
    case "title":
      return products.toSorted((a, b) => sign * a.title.localeCompare(b.title));
    case "price":
      return products.toSorted((a, b) => sign * (price(a) - price(b)));
    case "created":
      return products.toSorted((a, b) => sign * a.createdAt.localeCompare(b.createdAt));
    default:
      return [...products];
  }
}
