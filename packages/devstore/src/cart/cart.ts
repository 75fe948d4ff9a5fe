import { createHash, randomUUID } from "node:crypto";

import { globalId } from "@tandem/storefront-kit/ids";

import { companyOf, whyNotQuantity } from "../business.ts";
import { whyNotPlan } from "../selling-plans.ts";
import { isAvailable, isLimited, isOnSale } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Cart, CartLine } from "../state/types.ts";

/** What is asked of the cart: a variant by its number, as the Ajax API takes it. */
export interface CartItem {
  readonly variantNumber: number;
  readonly quantity: number;
  readonly properties: Record<string, string>;
  /** Number of the selling plan that it is bought on. */
  readonly sellingPlan?: number;
  /** The variant, of another item of the same request, under whose line this one is nested. */
  readonly parentVariantNumber?: number;
  /** The line of the cart under which this one is nested. */
  readonly parentLineKey?: string;
}

/** A request that the cart cannot meet, in the words of Shopify's Ajax API; it changes nothing. */
export class CartError extends Error {
  readonly status: number;

  constructor(description: string, status = 422) {
    super(description);
    this.status = status;
  }
}

export function createCart(store: Store, locale: string, now: Date): Cart {
  return store.carts.put({
    id: randomUUID(),
    lines: [],
    note: "",
    attributes: {},
    discountCodes: [],
    customerId: null,
    locale,
    updatedAt: now.toISOString(),
  });
}

export function lineKey(
  variantId: string,
  properties: Record<string, string>,
  parentKey?: string,
  sellingPlan?: number,
): string {
  const own = [...Object.entries(properties).toSorted(), parentKey];
  const hash = createHash("md5")
    .update(JSON.stringify(sellingPlan === undefined ? own : [...own, sellingPlan]))
    .digest("hex");
  return `${variantId.split("/").at(-1)}:${hash}`;
}

/** The key that an item's line has, with that of the line it is nested under (shopify.dev, "Nested cart lines"). */
export function keysOfItem(item: CartItem, items: readonly CartItem[]) {
  const { parentVariantNumber, parentLineKey } = item;
  const parent = items.find((one) => one !== item && one.variantNumber === parentVariantNumber);
  if (parentVariantNumber !== undefined && !parent)
    throw new CartError("Parent line does not match any existing or added lines");
  const parentKey = parent
    ? lineKey(
        globalId("ProductVariant", parent.variantNumber),
        parent.properties,
        undefined,
        parent.sellingPlan,
      )
    : parentLineKey;
  const { properties, sellingPlan } = item;
  const variantId = globalId("ProductVariant", item.variantNumber);
  const key = lineKey(variantId, properties, parentKey, sellingPlan);
  return { key, parentKey };
}

/** Adds all items, or none and throws: a cart is never left with half of what was asked. */
export function addToCart(store: Store, cart: Cart, items: readonly CartItem[], now: Date): Cart {
  const lines = cart.lines.map((line) => ({ ...line }));
  for (const item of items) {
    const { sellingPlan } = item;
    const { variantId, productId } = requireVariant(store, item.variantNumber, sellingPlan);
    if (!Number.isInteger(item.quantity) || item.quantity < 1)
      throw new CartError("Quantity must be 1 or more");
    const { key, parentKey } = keysOfItem(item, items);
    if (parentKey !== undefined && !lines.some((one) => one.key === parentKey && !one.parentKey))
      throw new CartError("Parent line does not match any existing or added lines");
    const line = lines.find((one) => one.key === key);
    if (line) line.quantity += item.quantity;
    else
      lines.push({
        key,
        ...(parentKey !== undefined && { parentKey }),
        variantId,
        productId,
        quantity: item.quantity,
        properties: item.properties,
        ...(sellingPlan !== undefined && { sellingPlan }),
      });
  }
  requireStock(store, cart, lines);
  return save(store, { ...cart, lines: nested(lines) }, now);
}

function requireVariant(store: Store, variantNumber: number, sellingPlan?: number) {
  const variantId = globalId("ProductVariant", variantNumber);
  const found = store.variant(variantId);
  if (!found || !isOnSale(found.product)) throw new CartError("Cannot find variant");
  const why = whyNotPlan(found.product, sellingPlan);
  if (why) throw new CartError(why);
  return { variantId, productId: found.product.id };
}

/** Nested lines behind the one that they go with; without that one, they are gone too. */
function nested(lines: readonly CartLine[]): CartLine[] {
  return lines
    .filter((line) => line.parentKey === undefined)
    .flatMap((line) => [line, ...lines.filter((one) => one.parentKey === line.key)]);
}

/**
 * Sets quantities by line key, or by variant number: of the line that has it without properties, or of a new
 * one (shopify.dev, Ajax API, "/cart/update.js"). 0 takes a line out.
 */
export function changeQuantities(
  store: Store,
  cart: Cart,
  quantities: ReadonlyMap<string, number>,
  now: Date,
): Cart {
  const byKey = new Map(
    [...quantities].map(([key, quantity]) => [
      /^\d+$/.test(key) ? lineKey(globalId("ProductVariant", key), {}) : key,
      { quantity, variantNumber: Number(key) },
    ]),
  );
  const standing = cart.lines.map((line) => ({
    ...line,
    quantity: byKey.get(line.key)?.quantity ?? line.quantity,
  }));
  const fresh = [...byKey]
    .filter(
      ([key, { variantNumber, quantity }]) =>
        quantity > 0 &&
        Number.isInteger(variantNumber) &&
        !cart.lines.some((line) => line.key === key),
    )
    .map(([key, { variantNumber, quantity }]) => {
      return { key, ...requireVariant(store, variantNumber), quantity, properties: {} };
    });
  const lines = nested([...standing, ...fresh].filter((line) => line.quantity > 0));
  requireStock(store, cart, lines);
  return save(store, { ...cart, lines }, now);
}

/**
 * Puts a line on a selling plan, on another, or on none, and sets its quantity, where one is named (shopify.dev, changelog, "Cart change REST
 * API now supports changing selling plan").
 */
export function changePlan(
  store: Store,
  cart: Cart,
  asked: {
    readonly key: string;
    readonly plan: number | undefined;
    readonly quantity: number | undefined;
  },
  now: Date,
): Cart {
  const line = cart.lines.find((one) => one.key === asked.key);
  if (!line) throw new CartError("no valid id or line parameter", 400);
  const { sellingPlan: _before, ...rest } = line;
  const { plan, quantity = line.quantity } = asked;
  requireVariant(store, Number(line.variantId.split("/").at(-1)), plan);
  const key = lineKey(line.variantId, line.properties, line.parentKey, plan);
  const same = cart.lines.find((one) => one !== line && one.key === key);
  const changed = {
    ...rest,
    key,
    quantity: quantity + (same?.quantity ?? 0),
    ...(plan !== undefined && { sellingPlan: plan }),
  };
  const lines = nested(
    cart.lines
      .filter((one) => one !== same)
      .map((one) => (one === line ? changed : one))
      .map((one) => (one.parentKey === line.key ? { ...one, parentKey: key } : one))
      .filter((one) => one.quantity > 0),
  );
  requireStock(store, cart, lines);
  return save(store, { ...cart, lines }, now);
}

/** Drops what can no longer be bought, so that a deleted product does not break the cart. */
export function withoutVanished(store: Store, cart: Cart): Cart {
  const isBuyable = ({ variantId }: CartLine) => {
    const found = store.variant(variantId);
    return found !== undefined && isOnSale(found.product);
  };
  const lines = nested(cart.lines.filter(isBuyable));
  return lines.length === cart.lines.length ? cart : store.carts.put({ ...cart, lines });
}

/** Refuses what is not there, and what the rules of a company's catalog do not allow (Dawn, pull request 3471: the cart answers with an error). */
function requireStock(store: Store, cart: Cart, lines: readonly CartLine[]): void {
  const company = companyOf(store, cart);
  const wanted = new Map<string, number>();
  for (const line of lines)
    wanted.set(line.variantId, (wanted.get(line.variantId) ?? 0) + line.quantity);
  for (const [variantId, quantity] of wanted) {
    const { product, variant } = store.variant(variantId)!;
    const name =
      variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`;
    if (!isAvailable(variant)) throw new CartError(`The product '${name}' is already sold out.`);
    const why = whyNotQuantity(company, variant, quantity);
    if (why) throw new CartError(`${name} ${why}.`);
    if (isLimited(variant) && quantity > variant.inventoryQuantity) {
      throw new CartError(
        `You can only add ${variant.inventoryQuantity} of '${name}' to your cart.`,
      );
    }
  }
}

function save(store: Store, cart: Cart, now: Date): Cart {
  return store.carts.put({ ...cart, updatedAt: now.toISOString() });
}
