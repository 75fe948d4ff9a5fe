import { compileComponent } from "../components.ts";
import { compileDiscount } from "../discount-value.ts";
import type { CompiledComponent } from "../documents.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import { displayDiscount } from "../kind.ts";
import { isSameThing } from "./schema.ts";
import type { BuyXGetYTerms } from "./terms.ts";

/** Puts the price into the document of what is bought first, and the display into each product's. */
export function compileBuyXGetY(terms: BuyXGetYTerms, head: OfferHead): Contribution[] {
  const components = setOf(terms);
  const anchor = terms.buy[0]?.productId;
  const productIds = [...new Set([...terms.buy, ...terms.get].map((one) => one.productId))];
  return productIds.map((productId) => ({
    productId,
    ...(productId === anchor && {
      sets: [
        {
          ...head.pricing,
          off: compileDiscount(terms.discount),
          components,
          ...(terms.maximumSets !== null && { limit: terms.maximumSets }),
        },
      ],
    }),
    display: {
      ...head.display,
      off: displayDiscount(terms.discount, head.currencyCode),
      components,
    },
    companions: productIds.filter((id) => id !== productId),
  }));
}

/** What is bought, with what of it is got, then what is only got. */
function setOf({ buy, get }: BuyXGetYTerms): CompiledComponent[] {
  const bought = buy.map((one) => {
    const got = get.find((other) => isSameThing(one, other));
    const component = compileComponent(one);
    return got
      ? { ...component, quantity: one.quantity + got.quantity, get: got.quantity }
      : component;
  });
  const onlyGot = get
    .filter((one) => !buy.some((other) => isSameThing(one, other)))
    .map((one) => ({ ...compileComponent(one), get: one.quantity }));
  return [...bought, ...onlyGot];
}
