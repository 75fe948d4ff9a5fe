import { createHash } from "node:crypto";

import { companyOf, unitPriceOf, unitsInCart } from "../business.ts";
import { functionLineId, queryFunctionInput } from "../checkout/function-input.ts";
import { runFunction } from "../checkout/run-function.ts";
import type { FunctionSchemas } from "../context.ts";
import { marketOfCart, priceIn } from "../markets.ts";
import { planPrice } from "../selling-plans.ts";
import { numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Cart } from "../state/types.ts";

/** A line as the shopper sees it: one of the cart's, what is left of one, or a bundle. */
export interface ShownLine {
  readonly key: string;
  readonly title: string | null;
  readonly variantId: string;
  readonly quantity: number;
  /** In the currency of the cart's market. */
  readonly unitPriceMinor: number;
  readonly properties: Record<string, string>;
  readonly parentKey?: string;
  /** Number of the selling plan that it is bought on. */
  readonly sellingPlan?: number;
  /** The cart's lines that it is made of, with how many units of each are in one of it. */
  readonly members: readonly { readonly index: number; readonly units: number }[];
  /** What one of a bundle consists of; null for what is no bundle. */
  readonly components: readonly { readonly variantId: string; readonly units: number }[] | null;
}

interface TransformAnswer {
  operations: {
    linesMerge?: {
      parentVariantId: string;
      title?: string;
      cartLines: { cartLineId: string; quantity: number }[];
    };
    lineExpand?: {
      cartLineId: string;
      expandedCartItems: { merchandiseId: string; quantity: number }[];
    };
  }[];
}

/**
 * The cart's lines after the app's cart transform. Of a merge, Shopify makes as many bundles as the lines hold;
 * what is left of a line stays one. Where the Function fails, the cart stays as it is: it does not block.
 */
export async function showCart(
  store: Store,
  functionSchemas: FunctionSchemas,
  cart: Cart,
  now: Date,
): Promise<ShownLine[]> {
  const left = cart.lines.map((line) => line.quantity);
  const bundles: ShownLine[] = [];
  const expanded = new Map<number, NonNullable<ShownLine["components"]>>();
  for (const operation of await transform(store, functionSchemas, cart, now)) {
    const { linesMerge: merge, lineExpand: expand } = operation;
    if (merge) bundles.push(mergeLines(store, cart, merge, left));
    if (expand) {
      const components = expand.expandedCartItems.map(({ merchandiseId, quantity }) => ({
        variantId: merchandiseId,
        units: quantity,
      }));
      expanded.set(indexOf(cart, expand.cartLineId), components);
    }
  }
  const single = cart.lines.flatMap((line, index): ShownLine[] => {
    const quantity = left[index]!;
    if (quantity === 0) return [];
    const components = expanded.get(index) ?? null;
    const { key, variantId, properties, parentKey, sellingPlan } = line;
    return [
      {
        key,
        title: null,
        variantId,
        quantity,
        unitPriceMinor: components
          ? priceOf(store, cart, components)
          : unitPriceIn(store, cart, variantId, sellingPlan),
        properties,
        ...(sellingPlan !== undefined && { sellingPlan }),
        ...(parentKey !== undefined && { parentKey }),
        members: [{ index, units: 1 }],
        components,
      },
    ];
  });
  return [...bundles, ...single];
}

async function transform(
  store: Store,
  functionSchemas: FunctionSchemas,
  cart: Cart,
  now: Date,
): Promise<TransformAnswer["operations"]> {
  const { isInstalled, faults } = store.shop;
  const [cartTransform] =
    isInstalled && !faults.skipsCartTransform ? store.cartTransforms.all() : [];
  const extension = functionSchemas
    .extensions()
    .find(
      (one) => one.handle === cartTransform?.functionHandle && one.target === "cart.transform.run",
    );
  if (!cartTransform || !extension || cart.lines.length === 0) return [];
  const owner = { id: cartTransform.id, discountClasses: [] };
  const lines = cart.lines.map((line) => ({
    ...line,
    unitPriceMinor: unitPriceIn(store, cart, line.variantId, line.sellingPlan),
  }));
  const input = await queryFunctionInput(functionSchemas.cartTransform, extension, {
    store,
    cart,
    lines,
    owner,
    now,
  });
  return (runFunction(extension, input) as TransformAnswer).operations;
}

function mergeLines(
  store: Store,
  cart: Cart,
  merge: NonNullable<TransformAnswer["operations"][number]["linesMerge"]>,
  left: number[],
): ShownLine {
  const members = merge.cartLines.map(({ cartLineId, quantity }) => ({
    index: indexOf(cart, cartLineId),
    units: quantity,
  }));
  const quantity = Math.min(...members.map(({ index, units }) => Math.floor(left[index]! / units)));
  if (quantity < 1) throw new Error("The cart transform merges lines that hold no bundle");
  for (const { index, units } of members) left[index]! -= quantity * units;
  const components = members.map(({ index, units }) => ({
    variantId: cart.lines[index]!.variantId,
    units,
  }));
  const hash = createHash("md5").update(members.map(({ index }) => cart.lines[index]!.key).join());
  return {
    key: `${numberOf(merge.parentVariantId)}:${hash.digest("hex")}`,
    title: merge.title ?? null,
    variantId: merge.parentVariantId,
    quantity,
    unitPriceMinor: priceOf(store, cart, components),
    properties: {},
    members,
    components,
  };
}

/** @throws when the cart has no such line */
function indexOf(cart: Cart, cartLineId: string): number {
  const found = cart.lines.findIndex((_line, index) => functionLineId(cart, index) === cartLineId);
  if (found < 0)
    throw new Error(`The cart transform names a line that the cart has not: ${cartLineId}`);
  if (cart.lines[found]?.sellingPlan !== undefined)
    throw new Error("The cart transform changes a line on a selling plan, which Shopify refuses");
  return found;
}

function priceOf(
  store: Store,
  cart: Cart,
  parts: readonly { variantId: string; units: number }[],
): number {
  return parts.reduce(
    (sum, { variantId, units }) => sum + units * unitPriceIn(store, cart, variantId),
    0,
  );
}

/** What a unit of a variant costs in a cart, in the currency of its market; on a selling plan, at the plan's price. */
export function unitPriceIn(
  store: Store,
  cart: Cart,
  variantId: string,
  sellingPlan?: number,
): number {
  const { variant } = store.variant(variantId)!;
  const units = unitsInCart(cart, variantId);
  const price = priceIn(
    store,
    marketOfCart(store, cart),
    unitPriceOf(companyOf(store, cart), variant, units),
  );
  return sellingPlan === undefined ? price : planPrice(price);
}

/** Quantities by the keys of shown lines as quantities of the cart's own lines. */
export function toLineQuantities(
  cart: Cart,
  shown: readonly ShownLine[],
  quantities: ReadonlyMap<string, number>,
): Map<string, number> {
  const translated = new Map<string, number>();
  for (const [key, quantity] of quantities) {
    const line = shown.find((one) => one.key === key);
    if (!line) translated.set(key, quantity);
    for (const { index, units } of line?.members ?? []) {
      const own = cart.lines[index]!;
      const before = translated.get(own.key) ?? own.quantity;
      translated.set(own.key, before + (quantity - line!.quantity) * units);
    }
  }
  return translated;
}
