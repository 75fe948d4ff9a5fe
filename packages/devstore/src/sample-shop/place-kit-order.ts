import { addToCart, createCart } from "../cart/cart.ts";
import { placeOrder } from "../checkout/place-order.ts";
import type { Buyer } from "../checkout/place-order.ts";
import { marketOfCart } from "../markets.ts";
import { numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Order } from "../state/types.ts";

const BUYER = { email: "a@example.com", firstName: "A", lastName: "B", country: "DE" };

/**
 * An order of two burgers at 7.90 and a drink at 2.50, of which the offer "Kit" took 2.00 and 0.50.
 * @param more how it is paid, and with which tip; without it, by card, and with none
 */
export function placeKitOrder(
  { store }: { readonly store: Store },
  at: Date,
  { tipMinor = 0, ...more }: Pick<Buyer, "payment"> & { readonly tipMinor?: number } = {},
): Order {
  const items = [["classic-burger", 2] as const, ["cola", 1] as const].map(
    ([handle, quantity]) => ({
      variantNumber: numberOf(store.productByHandle(handle)!.variants[0]!.id),
      quantity,
      properties: {},
    }),
  );
  const filled = addToCart(store, createCart(store, "en", at), items, at);
  const tip = { amountMinor: tipMinor, currencyCode: store.shop.currencyCode };
  const cart = store.carts.put({ ...filled, tip });
  const allocation = (amountMinor: number) => [
    {
      lineId: "",
      title: "Kit",
      amountMinor,
      source: "automatic" as const,
      discountClass: "PRODUCT" as const,
    },
  ];
  const shown = (index: number, unitPriceMinor: number) => ({
    ...cart.lines[index]!,
    title: null,
    unitPriceMinor,
    members: [{ index, units: 1 }],
    components: null,
  });
  const lines = [
    { shown: shown(0, 790), listMinor: 1_580, finalMinor: 1_380, allocations: allocation(200) },
    { shown: shown(1, 250), listMinor: 250, finalMinor: 200, allocations: allocation(50) },
  ];
  return placeOrder(
    store,
    cart,
    {
      market: marketOfCart(store, cart),
      lines,
      listMinor: 1_830,
      discountMinor: 250,
      subtotalMinor: 1_580,
      shipping: { listMinor: 490, finalMinor: 490, allocations: [] },
    },
    { ...BUYER, ...more },
    at,
  );
}
