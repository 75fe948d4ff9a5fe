import { readArguments } from "../arguments.ts";

const field = (from: unknown, name: string): unknown =>
  typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;

/**
 * What an element tells when it is seen, as JSON (shopify.dev, Liquid, "standard_event_data").
 * @throws for another event than `view`, and for an object that has none
 */
export function standardEventData(given: unknown, type: unknown, ...rest: unknown[]): string {
  if (type !== "view") throw new Error(`standard_event_data knows "view", not "${String(type)}"`);
  if (given === null || given === undefined) return "null";
  const context = readArguments(rest).named.get("context") ?? null;
  if (field(given, "item_count") !== undefined) {
    const isCreated = field(given, "token") !== "";
    return JSON.stringify({ cart: isCreated ? { id: field(given, "token") } : null, context });
  }
  const [id, handle, title] = ["id", "handle", "title"].map((name) => field(given, name));
  if (field(given, "products_count") !== undefined)
    return JSON.stringify({
      collection: { id, handle, productsCount: field(given, "products_count") },
    });
  if (field(given, "variants") === undefined)
    throw new Error("standard_event_data takes a product, a collection or the cart");
  const variant = field(given, "selected_variant");
  return JSON.stringify({
    product: {
      id,
      title,
      handle,
      selectedVariant: variant
        ? { id: field(variant, "id"), title: field(variant, "title") }
        : null,
    },
    context,
    selectedOptions: [],
  });
}
