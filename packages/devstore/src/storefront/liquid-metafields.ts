import { presentMetafield } from "../admin-api/resolvers/metafields.ts";
import { isOnSale } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Metafield, Product } from "../state/types.ts";

type ShowProduct = (product: Product) => unknown;

/** Types of one value that is text, or that Liquid shows as one. */
const TEXTS: ReadonlySet<string> = new Set([
  "single_line_text_field",
  "multi_line_text_field",
  "url",
  "color",
  "date",
  "date_time",
  "id",
]);

/**
 * An owner's metafields as Liquid reads them: `metafields[NAMESPACE].KEY.value`. The app's own namespaces stand there by their
 * reserved prefix, `$app:NAME`, for which each app's blocks see its own (shopify.dev, "Reserved prefixes").
 * @param showProduct makes the Liquid object of a product that is referred to
 * @throws for a type whose value in Liquid the stand-in does not know
 */
export function liquidMetafields(store: Store, ownerId: string, showProduct: ShowProduct) {
  const namespaces = new Map<string, Record<string, { type: string; value: unknown }>>();
  if (!store.shop.isInstalled) return {};
  for (const row of store.metafields.all()) {
    if (row.ownerId !== ownerId) continue;
    const namespace = row.namespace.replace(/^app--\d+(?:--)?/, (prefix) =>
      prefix.endsWith("--") ? "$app:" : "$app",
    );
    const fields = namespaces.get(namespace) ?? {};
    fields[row.key] = { type: row.type, value: valueOf(store, row, showProduct) };
    namespaces.set(namespace, fields);
  }
  return Object.fromEntries(namespaces);
}

/** The value by the metafield's type (shopify.dev, Liquid, "metafield": lists and JSON are values, references are objects). */
function valueOf(store: Store, row: Metafield, showProduct: ShowProduct): unknown {
  const { jsonValue } = presentMetafield(row);
  if (row.type === "json" || TEXTS.has(row.type)) return jsonValue;
  if (row.type === "boolean") return row.value === "true";
  if (row.type === "number_integer") return Number(row.value);
  if (row.type === "product_reference") return seen(store, row.value, showProduct)[0] ?? null;
  if (row.type === "list.product_reference")
    return (jsonValue as string[]).flatMap((id) => seen(store, id, showProduct));
  throw new Error(
    `The stand-in does not know what Liquid makes of a metafield of type ${row.type}.`,
  );
}

/** A product that is referred to, unless it cannot be seen. */
function seen(store: Store, id: string, showProduct: ShowProduct): unknown[] {
  const product = store.products.get(id);
  return product && isOnSale(product) ? [showProduct(product)] : [];
}
