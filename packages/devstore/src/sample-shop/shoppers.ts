import type { Store } from "../state/store.ts";
import type { Customer, OrderLine, Product, Variant } from "../state/types.ts";
import { AFFINITIES } from "./catalogue.ts";
import { Random } from "./random.ts";

const DAY = 86_400_000;
const CUSTOMERS = 140;
const ORDERS = 900;
const SHIPPING_MINOR = 490;

const FIRST_NAMES = [
  "Ada",
  "Ben",
  "Chloé",
  "Diego",
  "Emi",
  "Finn",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "Kenji",
  "Lena",
  "Mateo",
  "Nora",
  "Otto",
  "Paula",
  "Rosa",
  "Sora",
  "Théo",
  "Uma",
];
const LAST_NAMES = [
  "Bauer",
  "Costa",
  "Dubois",
  "Eklund",
  "Fischer",
  "García",
  "Hansen",
  "Ito",
  "Jansen",
  "Klein",
  "Laurent",
  "Moreau",
  "Novak",
  "Okada",
  "Peters",
  "Romero",
  "Sato",
  "Torres",
  "Vogel",
  "Weber",
];
const HOMES = [
  { locale: "en", country: "IE" },
  { locale: "de", country: "DE" },
  { locale: "fr", country: "FR" },
  { locale: "es", country: "ES" },
  { locale: "ja", country: "JP" },
];
const STARTS = [
  "aria-one",
  "aria-one-pro",
  "aria-mini",
  "nord-armchair",
  "nord-sofa",
  "nord-coffee-table",
  "wool-rug",
  "classic-burger",
  "classic-burger",
  "classic-burger",
  "garden-burger",
  "fries",
  "cola",
  "milkshake",
  "earbuds",
  "power-bank",
  "usb-c-cable",
  "linen-cushion",
];

/** A year of customers and orders up to `now`, the same for the same day. */
export function simulateYear(store: Store, now: Date): void {
  const random = new Random(2026);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
    createCustomer(store, random, now, index),
  );
  const moments = Array.from(
    { length: ORDERS },
    () => now.getTime() - Math.floor(random.next() * 365 * DAY),
  ).toSorted((a, b) => a - b);
  for (const moment of moments) {
    // Squared, so that some customers come back often and many once.
    const customer = customers[Math.floor(random.next() ** 2 * customers.length)]!;
    placeOrder(store, random, customer, new Date(moment).toISOString());
  }
}

function createCustomer(store: Store, random: Random, now: Date, index: number): Customer {
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const ascii = (name: string) =>
    name
      .normalize("NFD")
      .replace(/[^a-zA-Z]/g, "")
      .toLowerCase();
  return store.customers.put({
    id: store.nextId("Customer"),
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}${index}@example.com`,
    ...random.pick(HOMES),
    createdAt: new Date(now.getTime() - random.between(1, 400) * DAY).toISOString(),
    tags: [],
  });
}

function placeOrder(store: Store, random: Random, customer: Customer, createdAt: string): void {
  const handles = chooseProducts(random);
  const lines: OrderLine[] = handles.map((handle) => {
    const product = store.productByHandle(handle)!;
    const variant = random.pick(product.variants);
    return orderLine(store, product, variant, random.happens(0.12) ? 2 : 1);
  });
  const id = store.nextId("Order", 5001);
  store.orders.put({
    id,
    number: Number(id.split("/").at(-1)) - 4000,
    token: `demo-${id.split("/").at(-1)}`,
    createdAt,
    updatedAt: createdAt,
    cancelledAt: null,
    customerId: customer.id,
    email: customer.email,
    locale: customer.locale,
    country: customer.country,
    shippingMinor: SHIPPING_MINOR,
    lines,
    discountApplications: [],
    refunds: [],
    fulfilledAt: createdAt,
    isImported: false,
  });
}

function chooseProducts(random: Random): string[] {
  const chosen = [random.pick(STARTS)];
  for (let index = 0; index < chosen.length && chosen.length < 6; index++) {
    for (const [first, second, chance] of AFFINITIES) {
      if (first === chosen[index] && !chosen.includes(second) && random.happens(chance))
        chosen.push(second);
    }
  }
  return chosen;
}

function orderLine(store: Store, product: Product, variant: Variant, quantity: number): OrderLine {
  return {
    id: store.nextId("LineItem", 70_001),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? "" : variant.title,
    quantity,
    unitPriceMinor: variant.priceMinor,
    properties: {},
    allocations: [],
  };
}
