import { hasPrice } from "./compile.ts";
import type { CompileSettings } from "./compile.ts";
import { exampleCart, toDraft } from "./draft.ts";
import type { ChosenProduct } from "./draft-definition.ts";
import { productsOf } from "./kinds.ts";
import type { Offer } from "./offer.ts";

/** Live offers that name the same products and have a price, so that they compete for the same units. */
export interface Conflict {
  /** In the order in which they are shown: by priority, then by id. */
  readonly offers: readonly Offer[];
  /** Products that more than one of them names. */
  readonly sharedProductIds: readonly string[];
  /** A cart in which each of them could apply by itself. */
  readonly cart: readonly (ChosenProduct & { readonly quantity: number })[];
}

/** Groups of offers that compete, directly or by way of a third, in the order of their first offers. */
export function findConflicts(offers: readonly Offer[], settings: CompileSettings): Conflict[] {
  const priced = offers
    .filter((offer) => hasPrice(offer, settings))
    .toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const products = new Map(
    priced.map((offer) => [offer.id, new Set(productsOf(offer).map((one) => one.productId))]),
  );
  const groups: Offer[][] = [];
  for (const offer of priced) {
    const own = products.get(offer.id)!;
    const meets = (group: readonly Offer[]) =>
      group.some((other) => [...products.get(other.id)!].some((id) => own.has(id)));
    const joined = groups.filter(meets);
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), offer]);
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) => priced.filter((offer) => group.includes(offer)))
    .map((group) => ({
      offers: group,
      sharedProductIds: [...new Set(group.flatMap((offer) => [...products.get(offer.id)!]))].filter(
        (id) => group.filter((offer) => products.get(offer.id)!.has(id)).length > 1,
      ),
      cart: cartOf(group, settings.currencyCode),
    }));
}

/** Of each product, in the variants that an offer asks for, as many as the offer that asks for most. */
function cartOf(offers: readonly Offer[], currencyCode: string): Conflict["cart"] {
  const lines = new Map<string, ChosenProduct & { quantity: number }>();
  for (const offer of offers) {
    for (const { productId, variantIds, quantity } of exampleCart(toDraft(offer, currencyCode))) {
      const key = `${productId} ${variantIds.join()}`;
      const most = Math.max(lines.get(key)?.quantity ?? 0, Number(quantity));
      lines.set(key, { productId, variantIds, quantity: most });
    }
  }
  return [...lines.values()];
}
