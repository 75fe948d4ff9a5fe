import type { GraphQLSchema } from "graphql";

import { functionExtensions } from "../function-extensions.ts";
import type { Store } from "../state/store.ts";
import type { Cart } from "../state/types.ts";
import { applyProductDiscounts, combine } from "./discount-rules.ts";
import type { FunctionAnswer, LineAllocation } from "./discount-rules.ts";
import { functionLineId, queryFunctionInput } from "./function-input.ts";
import { runFunction } from "./run-function.ts";

export interface PricedLine {
  readonly unitPriceMinor: number;
  readonly listMinor: number;
  readonly finalMinor: number;
  readonly allocations: readonly LineAllocation[];
}

export interface PricedCart {
  /** In the order of the cart's lines. */
  readonly lines: readonly PricedLine[];
  readonly listMinor: number;
  readonly discountMinor: number;
  readonly subtotalMinor: number;
}

/** Prices a cart as Shopify does on each change: list prices, then every active discount. */
export async function priceCart(
  store: Store,
  functionSchema: GraphQLSchema,
  cart: Cart,
  now: Date,
): Promise<PricedCart> {
  const lines = cart.lines.map((line, index) => {
    const { variant } = store.variant(line.variantId)!;
    return {
      id: functionLineId(index),
      quantity: line.quantity,
      subtotalMinor: variant.priceMinor * line.quantity,
      unitPriceMinor: variant.priceMinor,
    };
  });
  const active = store.shop.isInstalled
    ? store.appDiscounts
        .all()
        .filter(
          (one) =>
            Date.parse(one.startsAt) <= now.getTime() &&
            (!one.endsAt || Date.parse(one.endsAt) > now.getTime()),
        )
    : [];
  const product = [];
  for (const discount of lines.length > 0 ? active : []) {
    const extension = functionExtensions().find((one) => one.handle === discount.functionHandle);
    if (!extension) continue;
    const input = await queryFunctionInput(functionSchema, extension, {
      store,
      cart,
      discount,
      now,
    });
    const answer = runFunction(extension, input) as FunctionAnswer;
    product.push({
      discount,
      allocations: applyProductDiscounts(discount, answer, lines, store.shop.currencyCode),
    });
  }
  const code = store.codeDiscounts.find((one) => cart.discountCodes.includes(one.code));
  const allocations = combine(product, code, lines).filter((one) => one.amountMinor > 0);
  const priced = lines.map((line) => {
    const own = allocations.filter((one) => one.lineId === line.id);
    const discount = own.reduce((sum, one) => sum + one.amountMinor, 0);
    return {
      unitPriceMinor: line.unitPriceMinor,
      listMinor: line.subtotalMinor,
      finalMinor: line.subtotalMinor - discount,
      allocations: own,
    };
  });
  const listMinor = priced.reduce((sum, line) => sum + line.listMinor, 0);
  const subtotalMinor = priced.reduce((sum, line) => sum + line.finalMinor, 0);
  return { lines: priced, listMinor, subtotalMinor, discountMinor: listMinor - subtotalMinor };
}
