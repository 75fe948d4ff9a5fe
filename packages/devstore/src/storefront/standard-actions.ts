import { formatDecimal } from "@tandem/storefront-kit/money/decimal";
import express from "express";

import { unitsInCart } from "../business.ts";
import { addToCart, CartError, changeQuantities } from "../cart/cart.ts";
import { presentCart } from "../cart/present-cart.ts";
import { showCart, toLineQuantities } from "../cart/transform-cart.ts";
import { findCode } from "../checkout/codes.ts";
import { priceCart } from "../checkout/price-cart.ts";
import type { Devstore } from "../context.ts";
import { isLimited } from "../state/store.ts";
import type { Cart } from "../state/types.ts";
import { visitorCart } from "./request-cart.ts";

/** A line as `updateCart` takes it (shopify.dev, "updateCart"); ids as of the Ajax API, or global ones. */
interface ActionLine {
  readonly id?: string;
  readonly merchandiseId?: string;
  readonly quantity: number;
  readonly attributes?: readonly { readonly key: string; readonly value: string }[];
  readonly sellingPlanId?: string;
}

/** A change as `updateCart` takes it; what is not named stays, and what is replaces all of its kind. */
interface CartChange {
  readonly lines?: readonly ActionLine[];
  readonly note?: string;
  readonly discountCodes?: readonly string[];
  readonly attributes?: readonly { readonly key: string; readonly value: string }[];
}

interface Outcome {
  cart: Cart;
  readonly userErrors: { code: string; field: string[]; message: string }[];
  readonly warnings: { code: string; message: string }[];
}

/** Where the runtime of the standard actions finds the cart. Shopify's own asks the Storefront API, whose rules these are. */
export const ACTIONS_PATH = "/api/stand-in/cart-lines.json";

/** The cart behind the standard actions (shopify.dev, "Standard storefront actions"); their runtime is `assets/standard-actions.js`. */
export function standardActions(devstore: Devstore): express.Router {
  const { store, functionSchemas, now } = devstore;
  const router = express.Router();

  const answer = async (response: express.Response, { cart, userErrors, warnings }: Outcome) => {
    const priced = await priceCart(store, functionSchemas, cart, now());
    const shown = presentCart(store, cart, priced);
    const money = (hundredths: number) => ({
      amount: formatDecimal(hundredths, 2),
      currencyCode: shown.currency,
    });
    response.json({
      cart: {
        id: `gid://shopify/Cart/${cart.id}`,
        totalQuantity: shown.item_count,
        cost: { totalAmount: money(shown.total_price) },
        lines: {
          nodes: shown.items.map((item) => ({
            id: item.key,
            quantity: item.quantity,
            cost: { totalAmount: money(item.final_line_price) },
          })),
        },
        discountCodes: shown.discount_codes,
      },
      userErrors,
      warnings,
    });
  };

  router.get(ACTIONS_PATH, async (request, response) =>
    answer(response, { cart: visitorCart(devstore, request), userErrors: [], warnings: [] }),
  );
  router.post(ACTIONS_PATH, express.json(), async (request, response) => {
    const change = request.body as CartChange;
    const outcome: Outcome = {
      cart: visitorCart(devstore, request, response),
      userErrors: [],
      warnings: [],
    };
    for (const line of change.lines ?? []) {
      const { cart } = outcome;
      if (line.id === undefined) add(devstore, outcome, line);
      else {
        const shown = await showCart(store, functionSchemas, cart, now());
        const asked = new Map([[line.id, line.quantity]]);
        attempt(outcome, () => {
          // The Storefront API's INVALID_MERCHANDISE_LINE (shopify.dev, `CartErrorCode`).
          if (!shown.some((one) => one.key === line.id)) throw new CartError("no such line");
          return changeQuantities(store, cart, toLineQuantities(cart, shown, asked), now());
        });
      }
    }
    changeBesideLines(devstore, outcome, change);
    await answer(response, outcome);
  });
  return router;
}

function changeBesideLines({ store }: Devstore, outcome: Outcome, change: CartChange): void {
  const { note, discountCodes, attributes } = change;
  if (note === undefined && !discountCodes && !attributes) return;
  outcome.cart = store.carts.put({
    ...outcome.cart,
    ...(note !== undefined && { note }),
    ...(discountCodes && {
      discountCodes: discountCodes.flatMap((code) => findCode(store, code)?.code ?? []),
    }),
    ...(attributes && {
      attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
    }),
  });
}

/** Of what is short, the Storefront API adds what there is, with a warning (shopify.dev, `CartWarningCode`). */
function add({ store, now }: Devstore, outcome: Outcome, line: ActionLine): void {
  const variantNumber = Number(/\d+$/.exec(line.merchandiseId ?? "")?.[0]);
  const properties = Object.fromEntries(
    (line.attributes ?? []).map(({ key, value }) => [key, value]),
  );
  const plan = /\d+$/.exec(line.sellingPlanId ?? "")?.[0];
  const item = { variantNumber, properties, ...(plan && { sellingPlan: Number(plan) }) };
  const found = store.variant(`gid://shopify/ProductVariant/${variantNumber}`);
  const variant = found?.variant;
  const left =
    variant && isLimited(variant)
      ? Math.max(0, variant.inventoryQuantity - unitsInCart(outcome.cart, variant.id))
      : Infinity;
  const quantity = Math.min(line.quantity, left);
  if (quantity < line.quantity)
    outcome.warnings.push(
      quantity > 0
        ? { code: "MERCHANDISE_NOT_ENOUGH_STOCK", message: "Not enough items available." }
        : { code: "MERCHANDISE_OUT_OF_STOCK", message: "The item is out of stock." },
    );
  if (quantity > 0 || line.quantity < 1)
    attempt(outcome, () => addToCart(store, outcome.cart, [{ ...item, quantity }], now()));
}

function attempt(outcome: Outcome, change: () => Cart): void {
  try {
    outcome.cart = change();
  } catch (failure) {
    if (!(failure instanceof CartError)) throw failure;
    outcome.userErrors.push({ code: "INVALID", field: ["lines"], message: failure.message });
  }
}
