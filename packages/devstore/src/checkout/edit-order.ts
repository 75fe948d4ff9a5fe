import type { Store } from "../state/store.ts";
import type { Order } from "../state/types.ts";
import { takeStock } from "./place-order.ts";
import { refundableUnits } from "./change-order.ts";

/** One of a variant that is to be added to an order, with a percentage off. */
export interface Addition {
  readonly variantId: string;
  readonly discount?: { readonly percent: number; readonly title: string };
}

/** What an addition costs, in minor units of the shop's currency. */
export function additionCost(store: Store, { variantId, discount }: Addition) {
  const listMinor = store.variant(variantId)!.variant.priceMinor;
  const offMinor = discount ? Math.round((listMinor * discount.percent) / 100) : 0;
  return { listMinor, offMinor, finalMinor: listMinor - offMinor };
}

/** Adds to an order that is paid. @param isPaid whether the addition could be charged */
export function addToOrder(
  store: Store,
  order: Order,
  addition: Addition,
  isPaid: boolean,
  now: Date,
): Order {
  const { variantId, discount } = addition;
  const { listMinor, offMinor } = additionCost(store, addition);
  const { product, variant } = store.variant(variantId)!;
  const id = store.nextId("LineItem", 70_001);
  takeStock(store, variantId, 1);
  return store.orders.put({
    ...order,
    isEdited: true,
    updatedAt: now.toISOString(),
    lines: [
      ...order.lines,
      {
        id,
        productId: product.id,
        variantId,
        title: product.title,
        variantTitle: variant.title === "Default Title" ? "" : variant.title,
        quantity: 1,
        unitPriceMinor: listMinor,
        properties: {},
        ...(variant.requiresShipping === false && { requiresShipping: false }),
        allocations: discount
          ? [{ application: order.discountApplications.length, amountMinor: offMinor }]
          : [],
      },
    ],
    discountApplications: discount
      ? [
          ...order.discountApplications,
          { kind: "manual", title: discount.title, discountClass: "PRODUCT" },
        ]
      : order.discountApplications,
    ...(!isPaid && { unpaidLineIds: [...(order.unpaidLineIds ?? []), id] }),
  });
}

/** Takes all that stands of lines off an order, and puts it back into stock. */
export function takeOffLines(
  store: Store,
  order: Order,
  lineIds: readonly string[],
  now: Date,
): Order {
  for (const line of order.lines)
    if (lineIds.includes(line.id))
      takeStock(store, line.variantId, -refundableUnits(order, line.id));
  return store.orders.put({
    ...order,
    isEdited: true,
    updatedAt: now.toISOString(),
    lines: order.lines.map((line) =>
      lineIds.includes(line.id)
        ? { ...line, removedUnits: refundableUnits(order, line.id), allocations: [] }
        : line,
    ),
  });
}
